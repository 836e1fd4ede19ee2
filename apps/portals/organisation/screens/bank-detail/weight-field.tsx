import { useState } from 'react'

const weightOf = (text: string): number | undefined => {
  const value = Number(text.normalize('NFKC').replace('%', '').trim())
  return text.trim() !== '' && value >= 0 && value <= 100 ? value : undefined
}

/** A weight as it is typed; every readable value counts at once, an unreadable one is given up on leaving. */
export const WeightField = (props: {
  readonly label: string
  readonly value: number
  readonly onWeight: (weight: number) => void
}) => {
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null && weightOf(typed) === undefined
  return (
    <input
      className={`cell-field cell-weight ${wrong ? 'wrong' : ''}`}
      aria-label={props.label}
      aria-invalid={wrong}
      inputMode="decimal"
      value={typed ?? String(props.value)}
      onChange={(event) => {
        setTyped(event.target.value)
        const weight = weightOf(event.target.value)
        if (weight !== undefined && weight !== props.value) props.onWeight(weight)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
