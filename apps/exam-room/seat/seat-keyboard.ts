import { useEffect, useRef } from 'react'
import type { PaperItem } from '#modules/delivery/core/paper.ts'
import { letterAt } from '#modules/delivery/core/presentation.ts'
import type { Aid } from './aids.tsx'
import type { Reading } from './reading-settings.tsx'
import type { SeatSession } from './seat-session.ts'
import { pressed, type SeatSnapshot } from './seat-state.ts'

/** What the keyboard reaches beside the question itself. */
export interface Reach {
  readonly reading: Reading
  help(): void
  enlarge(): void
  toggle(aid: Aid): void
}

interface Scene extends Reach {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
  readonly blocked: boolean
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('dialog, input, select, textarea, .aid') !== null

const besides = (scene: Scene, key: string): boolean => {
  const acts: { readonly [key: string]: () => void } = {
    '?': scene.help,
    '？': scene.help,
    '+': () => scene.reading.step(1),
    '=': () => scene.reading.step(1),
    '-': () => scene.reading.step(-1),
    p: scene.enlarge,
    k: () => scene.toggle('calculator'),
    n: () => scene.toggle('scratch'),
  }
  acts[key]?.()
  return key in acts
}

const choose = ({ session, seat }: Scene, item: PaperItem, key: string): boolean => {
  const option = item.options.find((_, at) => letterAt(at) === key)
  if (option) session.choose(item.id, pressed(item.type, seat.answers[item.id] ?? [], option.label))
  return option !== undefined
}

const press = (scene: Scene, event: KeyboardEvent): boolean => {
  const { session, seat, blocked } = scene
  const item = seat.paper?.items[seat.position]
  if (!item || blocked || typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return false
  const key = event.key.toUpperCase()
  const onButton = event.target instanceof HTMLButtonElement
  if (key === 'ARROWLEFT') session.goTo(seat.position - 1)
  else if (key === 'ARROWRIGHT' || (key === 'ENTER' && !onButton)) session.goTo(seat.position + 1)
  else if (key === 'M') session.mark(item.id, !seat.marked.has(item.id))
  else return choose(scene, item, key) || besides(scene, key.toLowerCase())
  return true
}

/** Letters choose, left and right turn pages, M marks, Enter goes on; the help dialog lists all. */
export const useKeyboard = (scene: Scene): void => {
  const latest = useRef(scene)
  latest.current = scene
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (press(latest.current, event)) event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
