import { useSyncExternalStore } from 'react'
import { Icon } from './icons.tsx'

interface Word {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'refused'
}

let words: readonly Word[] = []
let next = 0
const listeners = new Set<() => void>()

const change = (now: readonly Word[]) => {
  words = now
  for (const listener of listeners) listener()
}

/**
 * Says in passing what was done; a refusal that has a place on the screen stands there instead. The same words said
 * again take the place of those before, so that quick work does not cover the screen.
 */
export const say = (text: string, tone: Word['tone'] = 'done'): void => {
  const id = ++next
  change([...words.filter((word) => word.text !== text), { id, text, tone }])
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
      {now.map(({ id, text, tone }) => (
        <p key={id}>
          <Icon name={tone === 'done' ? 'check' : 'cross'} /> {text}
        </p>
      ))}
    </div>
  )
}
