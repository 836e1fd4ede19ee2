import type { SeatSession } from './seat-session.ts'

/**
 * Lets the page start without network. Only a secure context has service workers: localhost, HTTPS, or a kiosk browser
 * told to take the room's address for secure; a room on plain HTTP works without. A new version takes over only while
 * nobody is logged in.
 */
export const keepPage = async (session: SeatSession): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('/room/seat/worker.js')
  const hadOne = navigator.serviceWorker.controller !== null
  const isFree = (): boolean => session.snapshot().stage === 'enter'
  const renew = (): void => {
    if (isFree()) registration.waiting?.postMessage('take over')
  }
  session.subscribe(renew)
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', renew)
  })
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hadOne && isFree()) location.reload()
  })
  renew()
}
