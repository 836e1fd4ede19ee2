/** What a group commit works on. */
export interface Disk<T> {
  /** Puts the records where the operating system has them; throws when it cannot, and then none of them is there. */
  commit(records: readonly T[]): void
  /** Calls back when everything committed before is on the disk. */
  sync(done: (cause: Error | null) => void): void
  /** The same, before it returns. */
  syncNow(): void
}

export interface GroupCommit<T> {
  /** Resolves once the records are on the disk. */
  append(records: readonly T[]): Promise<void>
  /** Commits and syncs what is waiting, before it returns. */
  flush(): void
  /** Resolves when no sync is under way any more. */
  idle(): Promise<void>
}

interface Waiting<T> {
  readonly records: readonly T[]
  readonly resolve: () => void
  readonly reject: (cause: unknown) => void
}

/**
 * Many writers share one sync: what arrives while a sync is under way is committed together and synced next. The event
 * loop never waits for the disk. After a sync that failed nobody can say what the disk has: every later write is
 * refused until the file is opened again.
 */
export const groupCommit = <T>(disk: Disk<T>): GroupCommit<T> => {
  let waiting: Waiting<T>[] = []
  let running: Promise<void> | undefined
  let failure: unknown

  /** Commits what is waiting and returns who is to be told once it is synced. */
  const commit = (): readonly Waiting<T>[] => {
    const group = waiting
    waiting = []
    try {
      if (failure) throw failure
      disk.commit(group.flatMap(({ records }) => records))
      return group
    } catch (cause) {
      for (const { reject } of group) reject(cause)
      return []
    }
  }

  const settle = (group: readonly Waiting<T>[], cause: unknown): void => {
    failure ??= cause ?? undefined
    for (const { resolve, reject } of group) cause ? reject(cause) : resolve()
  }

  const run = async (): Promise<void> => {
    // What arrives in the same turn of the loop goes along.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const group = commit()
      if (group.length === 0) continue
      const cause = await new Promise<Error | null>((done) => disk.sync(done))
      settle(group, cause)
    }
    running = undefined
  }

  return {
    append: (records) =>
      new Promise((resolve, reject) => {
        waiting.push({ records, resolve, reject })
        running ??= run()
      }),
    flush: () => {
      if (waiting.length === 0) return
      const group = commit()
      try {
        disk.syncNow()
        settle(group, null)
      } catch (cause) {
        settle(group, cause)
      }
    },
    idle: () => running ?? Promise.resolve(),
  }
}
