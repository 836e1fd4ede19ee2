/** A number in a table or a sentence; empty is no number. */
export const NumberBox = (props: {
  readonly label: string
  readonly value: number | undefined
  readonly onNumber: (value: number | undefined) => void
  readonly step?: number
  /** Shown before the box; otherwise the label is for screen readers only. */
  readonly before?: string
  readonly after?: string
}) => {
  const { label, value, onNumber, step = 1, before, after } = props
  return (
    <label className="rule-labelled">
      {before}
      <input
        className="rule-number"
        type="number"
        min={0}
        step={step}
        aria-label={label}
        value={value ?? ''}
        onChange={({ target }) => onNumber(target.value === '' ? undefined : Number(target.value))}
      />
      {after}
    </label>
  )
}
