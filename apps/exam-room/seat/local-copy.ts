import type {
  CandidateProfile,
  NumberedDeed,
  PaperOnSeat,
  SealedFormOnSeat,
  SeatStanding,
} from '../room.port.ts'

/** What a machine remembers of its session, so that a reload goes on where it was. */
export interface KeptSession {
  readonly token: string
  readonly clientId: string
  readonly profile: CandidateProfile | null
  readonly paper: PaperOnSeat | null
  readonly standing: SeatStanding | null
  /** Room time minus machine time, milliseconds, when last heard. */
  readonly offset: number
  /** Room time of the first question on this screen, ISO 8601; null before. */
  readonly renderedAt: string | null
  /** Whether the room knows of it. */
  readonly isShownAtRoom: boolean
}

/** The seat's own copy: every event it made, until the bundle is sealed. */
export interface LocalCopy {
  machine(): Promise<string>
  session(): Promise<KeptSession | null>
  keepSession(session: KeptSession): Promise<void>
  keepEvent(clientId: string, event: NumberedDeed): Promise<void>
  events(clientId: string): Promise<NumberedDeed[]>
  /** The sealed form that waits for its key. */
  form(): Promise<SealedFormOnSeat | null>
  keepForm(form: SealedFormOnSeat): Promise<void>
  /** Drops session, form, paper and events; the machine keeps its name. */
  clear(): Promise<void>
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Resolves when the browser has written the transaction, not merely accepted it. */
const completed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })

const openDatabase = (): Promise<IDBDatabase> => {
  const request = indexedDB.open('exam-seat', 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('kept')
    request.result.createObjectStore('events')
  }
  return settled(request)
}

/** Random letters and digits; works on plain-HTTP rooms too, where randomUUID does not exist. */
export const randomName = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

export const openLocalCopy = async (): Promise<LocalCopy> => {
  const database = await openDatabase()
  const write = (store: 'kept' | 'events', act: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' })
    act(transaction.objectStore(store))
    return completed(transaction)
  }
  const read = <T>(key: string): Promise<T | undefined> =>
    settled(database.transaction('kept').objectStore('kept').get(key)) as Promise<T | undefined>

  return {
    machine: async () => {
      const known = await read<string>('machine')
      if (known) return known
      const name = randomName()
      await write('kept', (store) => store.put(name, 'machine'))
      return name
    },
    session: async () => (await read<KeptSession>('session')) ?? null,
    keepSession: (session) => write('kept', (store) => store.put(session, 'session')),
    keepEvent: (clientId, event) => write('events', (store) => store.put(event, [clientId, event.clientSeq])),
    events: (clientId) => {
      const range = IDBKeyRange.bound([clientId, 0], [clientId, Number.MAX_SAFE_INTEGER])
      return settled(database.transaction('events').objectStore('events').getAll(range)) as Promise<
        NumberedDeed[]
      >
    },
    form: async () => (await read<SealedFormOnSeat>('form')) ?? null,
    keepForm: (form) => write('kept', (store) => store.put(form, 'form')),
    clear: async () => {
      await write('events', (store) => store.clear())
      await write('kept', (store) => {
        store.delete('session')
        store.delete('form')
      })
    },
  }
}
