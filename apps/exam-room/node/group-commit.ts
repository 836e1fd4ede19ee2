/** What a group commit works on. */
export interface Disk<T> {
  /** Puts the records where the operating system has them; throws when it cannot, and then none of them is there. */
  commit(records: readonly T[]): void
  /** Calls back when everything committed before is on the disk. */
  sync(done: (cause: Error | null) => void): void
  /** The same, before it returns. */
  syncNow(): void
  /**
   * Where else the records must be before anybody is told, once they are on this disk; undefined = nowhere. Later groups
   * do not wait for it. A rejection reaches the writers and is no failure of this disk.
   */
  elsewhere?(records: readonly T[]): Promise<void> | undefined
}

export interface GroupCommit<T> {
  /** Resolves once the records are on the disk. */
  append(records: readonly T[]): Promise<void>
  /** Commits and syncs what is waiting, before it returns. */
  flush(): void
  /** Resolves when everything appended so far is on the disk; rejects when the last of it could not be written. */
  settled(): Promise<void>
  /** Resolves when no sync is under way any more. */
  idle(): Promise<void>
}

interface Group<T> {
  readonly writers: readonly Waiting<T>[]
  readonly records: readonly T[]
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
  /** The newest append until its writer is told. */
  let newest: Promise<void> | undefined

  const fail = (writers: readonly Waiting<T>[], cause: unknown): void => {
    for (const { reject } of writers) reject(cause)
  }

  /** Commits what is waiting and returns who is to be told once it is synced. */
  const commit = (): Group<T> | undefined => {
    const writers = waiting
    waiting = []
    try {
      if (failure) throw failure
      const records = writers.flatMap((writer) => writer.records)
      disk.commit(records)
      return { writers, records }
    } catch (cause) {
      fail(writers, cause)
      return undefined
    }
  }

  const settle = ({ writers, records }: Group<T>, cause: unknown): void => {
    failure ??= cause ?? undefined
    if (cause) {
      fail(writers, cause)
      return
    }
    const tell = (): void => {
      for (const { resolve } of writers) resolve()
    }
    const elsewhere = disk.elsewhere?.(records)
    if (elsewhere) elsewhere.then(tell, (refused) => fail(writers, refused))
    else tell()
  }

  const run = async (): Promise<void> => {
    // What arrives in the same turn of the loop goes along.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const group = commit()
      if (!group) continue
      const cause = await new Promise<Error | null>((done) => disk.sync(done))
      settle(group, cause)
    }
    running = undefined
  }

  return {
    append: (records) => {
      const told = new Promise<void>((resolve, reject) => {
        waiting.push({ records, resolve, reject })
        running ??= run()
      })
      newest = told
      const forget = (): void => {
        if (newest === told) newest = undefined
      }
      told.then(forget, forget)
      return told
    },
    settled: () => newest ?? Promise.resolve(),
    flush: () => {
      if (waiting.length === 0) return
      const group = commit()
      if (!group) return
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
