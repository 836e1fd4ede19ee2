import {
  type ChangeEvent,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'
import './controls.css'

/** The sentence for one field when the refusal names it: `error={fieldError(save.refusal, 'phone')}`. */
export const fieldError = (refusal: Refusal | null, field: string): string | undefined =>
  refusal?.field === field ? refusal.sentence : undefined

interface Labelled {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
}

interface Ties {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

/** Label above, hint below, error in words; ties them to the control by id. */
export const Field = ({
  label,
  hint,
  error,
  required,
  children,
}: Labelled & { readonly required?: boolean | undefined; readonly children: (ties: Ties) => ReactNode }) => {
  const id = useId()
  const words = hint || error ? `${id}-words` : undefined
  return (
    <div className={`field ${error ? 'wrong' : ''}`}>
      <label htmlFor={id}>
        {label}
        {required && <span className="required">（必填）</span>}
      </label>
      {children({ id, 'aria-describedby': words, 'aria-invalid': Boolean(error) })}
      {words && (
        <p id={words} className={error ? 'field-error' : 'field-hint'}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

type Texts = { readonly value: string; readonly onText: (text: string) => void }
const textTo = (onText: Texts['onText']) => (event: ChangeEvent<{ value: string }>) =>
  onText(event.target.value)

export const Input = ({
  label,
  hint,
  error,
  onText,
  ...rest
}: Labelled & Texts & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>) => (
  <Field label={label} hint={hint} error={error} required={rest.required}>
    {(ties) => <input {...rest} {...ties} onChange={textTo(onText)} />}
  </Field>
)

export const TextArea = ({
  label,
  hint,
  error,
  onText,
  ...rest
}: Labelled & Texts & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'>) => (
  <Field label={label} hint={hint} error={error} required={rest.required}>
    {(ties) => <textarea rows={4} {...rest} {...ties} onChange={textTo(onText)} />}
  </Field>
)

export interface Choice<V extends string = string> {
  readonly value: V
  readonly label: string
  readonly hint?: string
}

export const Select = ({
  label,
  hint,
  error,
  onText,
  choices,
  blank = '请选择',
  ...rest
}: Labelled &
  Texts & {
    readonly choices: readonly Choice[]
    /** What choosing nothing means. */
    readonly blank?: string
  } & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'>) => (
  <Field label={label} hint={hint} error={error} required={rest.required}>
    {(ties) => (
      <select {...rest} {...ties} onChange={textTo(onText)}>
        <option value="">{blank}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )}
  </Field>
)

export const Radio = <V extends string>(
  props: Labelled & {
    readonly choices: readonly Choice<V>[]
    readonly value: V | null
    readonly onPick: (value: V) => void
  },
) => {
  const name = useId()
  return (
    <fieldset className={`field ${props.error ? 'wrong' : ''}`}>
      <legend>{props.label}</legend>
      {props.choices.map(({ value, label, hint }) => (
        <label key={value} className="choice">
          <input
            type="radio"
            name={name}
            checked={props.value === value}
            onChange={() => props.onPick(value)}
          />
          <span>
            {label}
            {hint && <small>{hint}</small>}
          </span>
        </label>
      ))}
      {(props.error ?? props.hint) && (
        <p className={props.error ? 'field-error' : 'field-hint'}>{props.error ?? props.hint}</p>
      )}
    </fieldset>
  )
}

export const Checkbox = (props: {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onCheck: (checked: boolean) => void
  readonly disabled?: boolean
}) => (
  <label className="choice">
    <input
      type="checkbox"
      checked={props.checked}
      disabled={props.disabled}
      onChange={(event) => props.onCheck(event.target.checked)}
    />
    <span>{props.label}</span>
  </label>
)
