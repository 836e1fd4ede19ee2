import { useSyncExternalStore } from 'react'

/** Whether the server answered last time; the offline banner shows it. */
let reachable = true
const listeners = new Set<() => void>()

export const reportReachable = (now: boolean): void => {
  if (now === reachable) return
  reachable = now
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  const offline = () => reportReachable(false)
  const online = () => reportReachable(true)
  window.addEventListener('offline', offline)
  window.addEventListener('online', online)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('offline', offline)
    window.removeEventListener('online', online)
  }
}

export const useReachable = (): boolean => useSyncExternalStore(subscribe, () => reachable)

/** Resolves after the pause, or as soon as the browser is back on the network. */
export const pauseOrOnline = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    window.addEventListener('online', done)
  })
