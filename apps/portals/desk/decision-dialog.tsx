import { type ReactNode, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Input, TextArea } from '../kit/fields.tsx'

/** What every decision of an authority on a filing carries. */
export interface Decision {
  readonly documentNumber: string
  readonly decidedOn: string
  readonly reason: string
}

/** Asks for document number, day and reason before a decision is taken. */
export const DecisionDialog = (props: {
  readonly title: string
  readonly today: string
  readonly busy: boolean
  readonly onClose: () => void
  readonly onDecide: (decision: Decision) => void
  readonly trouble?: ReactNode
  /** Further fields of this decision. */
  readonly children?: ReactNode
}) => {
  const [documentNumber, setDocumentNumber] = useState('')
  const [decidedOn, setDecidedOn] = useState(props.today)
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title={props.title}
      open
      onClose={props.onClose}
      actions={
        <>
          <Button kind="plain" onClick={props.onClose}>
            取消
          </Button>
          <Button busy={props.busy} onClick={() => props.onDecide({ documentNumber, decidedOn, reason })}>
            {props.title}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Input label="文号" value={documentNumber} onText={setDocumentNumber} required />
        <Input label="决定日期" type="date" value={decidedOn} onText={setDecidedOn} required />
        <TextArea label="理由" value={reason} onText={setReason} required />
        {props.children}
        {props.trouble}
      </div>
    </Dialog>
  )
}
