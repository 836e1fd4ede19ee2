import { Checkbox, Input } from '../../../kit/fields.tsx'

/** More forms than this are numbered, not lettered: one for each candidate. */
const mostTicked = 26

export interface FormRange {
  readonly from: string
  readonly to: string
}

/** The places of the forms chosen, from 0; empty when the range is none. */
export const placesIn = ({ from, to }: FormRange, forms: number): readonly number[] => {
  const [first, last] = [Number(from), Number(to)]
  if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1 || last > forms) return []
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first - 1 + at)
}

const Ticks = ({ names, chosen, onChosen, error }: Parameters<typeof FormChoice>[0]) => (
  <fieldset className={`field ${error ? 'wrong' : ''}`}>
    <legend>卷别</legend>
    {names.map((name, at) => (
      <Checkbox
        key={name}
        label={`${name}卷`}
        checked={chosen.includes(at)}
        onCheck={(checked) =>
          onChosen(checked ? [...chosen, at].toSorted((a, b) => a - b) : chosen.filter((one) => one !== at))
        }
      />
    ))}
    {error && <p className="field-error">{error}</p>}
  </fieldset>
)

const Range = ({ names, range, onRange, onChosen, error }: Parameters<typeof FormChoice>[0]) => {
  const change = (next: FormRange) => {
    onRange(next)
    onChosen(placesIn(next, names.length))
  }
  const bounds = { type: 'number', min: 1, max: names.length, required: true }
  return (
    <>
      <Input
        {...bounds}
        label="从第几卷"
        value={range.from}
        onText={(from) => change({ ...range, from })}
        error={error}
      />
      <Input
        {...bounds}
        label="到第几卷"
        value={range.to}
        onText={(to) => change({ ...range, to })}
        hint={`一人一卷，共 ${names.length} 卷。`}
      />
    </>
  )
}

/** 卷别: which of the paper's forms are printed. */
export const FormChoice = (props: {
  readonly names: readonly string[]
  readonly chosen: readonly number[]
  readonly onChosen: (forms: readonly number[]) => void
  readonly range: FormRange
  readonly onRange: (range: FormRange) => void
  readonly error?: string | undefined
}) => (props.names.length > mostTicked ? <Range {...props} /> : <Ticks {...props} />)
