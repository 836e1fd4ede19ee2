import { type KeyboardEvent, useRef } from 'react'
import { RichInline, type RichParts } from '#apps/rich/rich-view.tsx'
import type { PaperItem } from '#modules/delivery/core/paper.ts'
import { letterAt } from '#modules/delivery/core/presentation.ts'
import type { SeatSession } from './seat-session.ts'
import { pressed, type SeatSnapshot } from './seat-state.ts'

const oneOf = { role: 'radiogroup', 'aria-label': '选项，选择一项' }
const anyOf = { role: 'group', 'aria-label': '选项，可选择多项' }

/**
 * The options of a question as radio buttons or check boxes for those who hear them: one stop for the Tab key, up and
 * down move within, Space or the letter chooses. They are
 * buttons, because pressing a chosen one again takes it back, which a radio input cannot. The letter shown is that of the place; what is stored is the label.
 */
export const Options = ({
  session,
  seat,
  item,
  parts,
}: {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
  readonly item: PaperItem
  readonly parts: RichParts
}) => {
  const list = useRef<HTMLFieldSetElement>(null)
  const choice = seat.answers[item.id] ?? []
  const single = item.type !== 'multiple'
  const first = item.options.findIndex(({ label }) => choice.includes(label))
  const move = (step: number): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  const turn = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else return
    event.preventDefault()
  }
  return (
    <fieldset ref={list} className="options" {...(single ? oneOf : anyOf)} onKeyDown={turn}>
      {item.options.map(({ label, content }, at) => (
        <button
          key={label}
          type="button"
          {...{ role: single ? 'radio' : 'checkbox', 'aria-checked': choice.includes(label) }}
          tabIndex={at === Math.max(0, first) ? 0 : -1}
          onClick={() => session.choose(item.id, pressed(item.type, choice, label))}
        >
          <span className="label">
            {choice.includes(label) ? '✓' : ''}
            {letterAt(at)}
          </span>
          <RichInline rich={content} parts={parts} />
        </button>
      ))}
    </fieldset>
  )
}
