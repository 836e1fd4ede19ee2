const minute = 60_000

export interface LockoutRule {
  /** This many failures within `windowMinutes` lock the account for `lockMinutes`. */
  readonly failures: number
  readonly windowMinutes: number
  readonly lockMinutes: number
}

export const lockoutRule: LockoutRule = { failures: 5, windowMinutes: 15, lockMinutes: 15 }

/** What is remembered of an account's failed attempts. */
export interface Failures {
  readonly failures: number
  /** When the counted series began. */
  readonly firstFailureAt: Date | null
}

export interface Attempts extends Failures {
  /** Until when no attempt is looked at. */
  readonly lockedUntil: Date | null
}

export const noFailures: Attempts = { failures: 0, firstFailureAt: null, lockedUntil: null }

/**
 * The state after one more failure at `now`. A series older than the window is forgotten; the failure that fills
 * the series locks and begins a new one, so that after the lock the full number of attempts is free again.
 */
export const lockedUntil = (before: Failures, now: Date, rule: LockoutRule = lockoutRule): Attempts => {
  const began = before.firstFailureAt
  const running = began !== null && now.getTime() - began.getTime() < rule.windowMinutes * minute
  const failures = running ? before.failures + 1 : 1
  if (failures < rule.failures) {
    return { failures, firstFailureAt: running ? began : now, lockedUntil: null }
  }
  return {
    failures: 0,
    firstFailureAt: null,
    lockedUntil: new Date(now.getTime() + rule.lockMinutes * minute),
  }
}
