import { useSyncExternalStore } from 'react'
import { Icon } from './icons.tsx'

interface Word {
  readonly id: number
  readonly text: string
}

let words: readonly Word[] = []
let next = 0
const listeners = new Set<() => void>()

const change = (now: readonly Word[]) => {
  words = now
  for (const listener of listeners) listener()
}

/** Says that something was done; refusals and faults stay on the screen instead and do not come here. */
export const say = (text: string): void => {
  const id = ++next
  change([...words, { id, text }])
  setTimeout(() => change(words.filter((word) => word.id !== id)), 5_000)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const Toasts = () => {
  const now = useSyncExternalStore(subscribe, () => words)
  return (
    <div className="toasts" role="status">
      {now.map(({ id, text }) => (
        <p key={id}>
          <Icon name="check" /> {text}
        </p>
      ))}
    </div>
  )
}
