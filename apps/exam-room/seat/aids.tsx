import { type KeyboardEvent, useState } from 'react'
import { afterKey, type CalculatorKey, emptyCalculator } from './calculator.ts'
import type { SeatSnapshot } from './seat-state.ts'

export type Aid = 'calculator' | 'scratch'

const rows: readonly (readonly CalculatorKey[])[] = [
  ['C', '←', '√', '÷'],
  ['7', '8', '9', '×'],
  ['4', '5', '6', '−'],
  ['1', '2', '3', '+'],
  ['±', '0', '.', '='],
]

const names: { readonly [key: string]: string } = {
  ...{ C: '清除', '←': '退格', '√': '开平方', '÷': '除', '×': '乘' },
  ...{ '−': '减', '+': '加', '±': '正负号', '.': '小数点', '=': '等于' },
}

const typed: { readonly [key: string]: CalculatorKey } = {
  ...{ '*': '×', '/': '÷', '-': '−', Enter: '=', Backspace: '←', Delete: 'C' },
}

const Calculator = () => {
  const [calculator, setCalculator] = useState(emptyCalculator)
  const press = (key: CalculatorKey): void => setCalculator((now) => afterKey(now, key))
  const onKey = (event: KeyboardEvent): void => {
    const key = typed[event.key] ?? (event.key as CalculatorKey)
    if (!rows.flat().includes(key) || (event.key === 'Enter' && event.target instanceof HTMLButtonElement))
      return
    press(key)
    event.preventDefault()
  }
  return (
    <fieldset className="aid calculator" onKeyDown={onKey}>
      <legend>计算器</legend>
      <output className="tabular">{calculator.shown}</output>
      <div className="pad">
        {rows.flat().map((key) => (
          <button key={key} type="button" aria-label={names[key] ?? key} onClick={() => press(key)}>
            {key}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

const Scratch = ({ place }: { readonly place: string }) => {
  const [text, setText] = useState(() => localStorage.getItem(place) ?? '')
  const keep = (next: string): void => {
    setText(next)
    localStorage.setItem(place, next)
  }
  return (
    <label className="aid field">
      草稿区（只在本机，不上传，不计分）
      <textarea rows={6} value={text} onChange={(event) => keep(event.target.value)} />
    </label>
  )
}

const scratchPrefix = 'scratch/'

/** What was jotted down goes with the candidate. */
export const clearScratch = (): void => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(scratchPrefix)) localStorage.removeItem(key)
}

/** Calculator and scratch pad, where the rules of the sitting allow them. */
export const Aids = ({
  seat,
  open,
  toggle,
}: {
  readonly seat: SeatSnapshot
  readonly open: ReadonlySet<Aid>
  readonly toggle: (aid: Aid) => void
}) => {
  const { profile } = seat
  if (!profile) return null
  const offered = (['calculator', 'scratch'] as const).filter((aid) => profile.rules[aid])
  if (offered.length === 0) return null
  return (
    <section className="stack" aria-label="辅助工具">
      <div className="row">
        {offered.map((aid) => (
          <button key={aid} type="button" aria-pressed={open.has(aid)} onClick={() => toggle(aid)}>
            {aid === 'calculator' ? '计算器' : '草稿区'}
          </button>
        ))}
      </div>
      {profile.rules.calculator && open.has('calculator') && <Calculator />}
      {profile.rules.scratch && open.has('scratch') && (
        <Scratch place={`${scratchPrefix}${profile.sittingId}/${profile.ticketNumber}`} />
      )}
    </section>
  )
}
