import { type ReactNode, useState } from 'react'

/** A button that asks for the reason before it acts. */
export const ReasonForm = ({
  word,
  hint,
  danger,
  optional,
  act,
  children,
}: {
  readonly word: string
  readonly hint: string
  readonly danger?: boolean
  readonly optional?: boolean
  readonly act: (reason: string) => Promise<boolean>
  /** What is asked beside the reason. */
  readonly children?: ReactNode
}) => {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  if (!open) {
    return (
      <button type="button" className={danger ? 'danger' : ''} onClick={() => setOpen(true)}>
        {word}
      </button>
    )
  }
  return (
    <form
      className="reason stack"
      onSubmit={async (event) => {
        event.preventDefault()
        if (await act(reason)) setOpen(false)
      }}
    >
      {children}
      <label className="field">
        {hint}
        <input value={reason} required={!optional} onChange={(event) => setReason(event.target.value)} />
      </label>
      <div className="row end">
        <button type="button" onClick={() => setOpen(false)}>
          取消
        </button>
        <button type="submit" className={danger ? 'danger' : 'primary'}>
          {word}
        </button>
      </div>
    </form>
  )
}
