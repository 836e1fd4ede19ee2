// The seat's page without network. The build puts in which files make it up; nothing else is ever kept here: answers lie
// in the seat's own store, and every call to the room goes through untouched.
const version = '__VERSION__'
const files = ['__FILES__']
const page = '/room/seat/'
const cacheName = `seat-page-${version}`

const fill = async () => {
  const cache = await caches.open(cacheName)
  await cache.addAll([page, ...files].map((file) => new Request(file, { cache: 'reload' })))
}

const dropOthers = async () => {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('seat-page-') && name !== cacheName)
  await Promise.all(old.map((name) => caches.delete(name)))
  await self.clients.claim()
}

const fromCache = async (file, request) =>
  (await (await caches.open(cacheName)).match(file)) ?? fetch(request)

self.addEventListener('install', (event) => event.waitUntil(fill()))
self.addEventListener('activate', (event) => event.waitUntil(dropOthers()))
// A page on which nobody is logged in asks for the new version; never in the middle of an examination.
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') self.skipWaiting()
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && pathname === page) event.respondWith(fromCache(page, request))
  else if (files.includes(pathname)) event.respondWith(fromCache(pathname, request))
})
