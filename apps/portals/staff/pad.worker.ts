/**
 * The examiner's pad without a network: the page and its parts from the cache, and the last answers to what the pad
 * reads. Marks never pass here: they lie in the pad's own database and are sent by the page.
 */
interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface MessageEventOfPad extends WorkerEvent {
  readonly data: { readonly kind: string; readonly addresses?: readonly string[] }
}
interface Worker {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(type: 'message', listener: (event: MessageEventOfPad) => void): void
}

const worker = globalThis as unknown as Worker
const pages = 'pad-pages'
const answers = 'pad-answers'
const shell = '/staff/'

/** What the pad reads; nothing else of the server's answers is kept on the device. */
const readByPad: ReadonlySet<string> = new Set([
  '/api/session',
  '/api/scoring/pad',
  '/api/scoring/padBatches',
  '/api/delivery/practicalDay',
])

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

/** The page tells which parts it was made of before this worker stood behind it. */
worker.addEventListener('message', (event) => {
  const { kind, addresses = [] } = event.data
  if (kind === 'keep')
    event.waitUntil(caches.open(pages).then((cache) => cache.addAll([shell, ...addresses])))
  if (kind === 'forget') event.waitUntil(caches.delete(answers))
})

/** Parts carry their hash in their name: what is kept never changes. */
const part = async (request: Request): Promise<Response> => {
  const cache = await caches.open(pages)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

const page = async (request: Request): Promise<Response> => {
  const cache = await caches.open(pages)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(shell, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(shell)
    if (kept) return kept
    throw error
  }
}

/** Marked, so that the page knows it is not the server that speaks. */
const asKept = async (answer: Response): Promise<Response> => {
  const headers = new Headers(answer.headers)
  headers.set('x-kept', 'yes')
  return new Response(await answer.blob(), { status: answer.status, headers })
}

const answerOf = async (request: Request): Promise<Response> => {
  const cache = await caches.open(answers)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(request, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(request)
    if (kept) return asKept(kept)
    throw error
  }
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== worker.location.origin) return
  if (request.method === 'POST' && pathname.startsWith('/api/session/'))
    event.waitUntil(caches.delete(answers))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(part(request))
  else if (readByPad.has(pathname)) event.respondWith(answerOf(request))
})

export {}
