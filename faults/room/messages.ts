import type { PreparedSitting } from '#modules/delivery/core/preparation.ts'

/** What the harness asks of a node under test. */
export type Order =
  | { readonly type: 'open'; readonly directory: string; readonly clockShift: number }
  | { readonly type: 'prepare'; readonly sitting: PreparedSitting }
  | { readonly type: 'clock'; readonly shift: number }
  | { readonly type: 'bundle'; readonly sittingId: string }
  | { readonly type: 'journal'; readonly sittingId: string }

export interface Reply {
  readonly value?: unknown
  readonly error?: string
}
