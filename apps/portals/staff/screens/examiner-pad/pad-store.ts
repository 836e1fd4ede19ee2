import type { Pending, Queue } from './sheet-queue.ts'

const storeName = 'sheets'

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

let opened: Promise<IDBDatabase> | undefined

const database = (): Promise<IDBDatabase> => {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('examiner-pad', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opened
}

const written = (change: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    change.oncomplete = () => resolve()
    change.onerror = () => reject(change.error)
    change.onabort = () => reject(change.error)
  })

const rangeOf = (owner: string) => IDBKeyRange.bound([owner], [owner, []])

/** Everything that this examiner has written on this pad and the server has not acknowledged. */
export const readQueue = async (owner: string): Promise<Queue> => {
  const store = (await database()).transaction(storeName).objectStore(storeName)
  const found = (await asked(store.getAll(rangeOf(owner)))) as Pending[]
  return Object.fromEntries(found.map((pending) => [pending.latest.input.applicationId, pending]))
}

/** Resolves when the pad would still have it after a power cut; null: nothing is waiting for this candidate any more. */
export const keepPending = async (
  owner: string,
  applicationId: string,
  pending: Pending | null,
): Promise<void> => {
  const change = (await database()).transaction(storeName, 'readwrite', { durability: 'strict' })
  const store = change.objectStore(storeName)
  if (pending === null) store.delete([owner, applicationId])
  else store.put(pending, [owner, applicationId])
  await written(change)
}
