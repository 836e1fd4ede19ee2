import { useState } from 'react'
import type * as items from '#modules/itembank/item/contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Radio, TextArea } from '../../kit/fields.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { itembankRefusals } from '../../refusals/itembank.ts'

type Input = InputOf<typeof items.moveItems>
export type StepName = Input['action']
type Outcomes = ReplyOf<typeof items.moveItems>

export interface Step {
  readonly action: StepName
  readonly title: string
}

const needReason: readonly StepName[] = ['return', 'suspend', 'retire']

/** How each item fared; those refused are named with the reason. */
export const OutcomeList = ({ of, verb }: { readonly of: Outcomes; readonly verb: string }) => (
  <div className="stack" aria-live="polite">
    <p>
      {verb}：已办理{of.done}道，未办理{of.refused}道。
    </p>
    {of.refused > 0 && (
      <ul className="item-outcomes">
        {of.outcomes
          .filter(({ sentence }) => sentence !== null)
          .map(({ itemId, code, sentence }) => (
            <li key={itemId}>
              {code}：{sentence}
            </li>
          ))}
      </ul>
    )}
  </div>
)

const Ask = (props: {
  readonly steps: readonly Step[]
  readonly action: StepName | null
  readonly onAction: (action: StepName) => void
  readonly reason: string
  readonly onReason: (reason: string) => void
}) => (
  <div className="stack">
    {props.steps.length > 1 && (
      <Radio
        label="办理"
        choices={props.steps.map(({ action, title }) => ({ value: action, label: title }))}
        value={props.action}
        onPick={props.onAction}
      />
    )}
    <TextArea
      label={props.action && needReason.includes(props.action) ? '原因' : '意见'}
      value={props.reason}
      onText={props.onReason}
      required={props.action !== null && needReason.includes(props.action)}
      maxLength={500}
    />
  </div>
)

/** Asks which step and why, carries it out for every item meant, and tells how each fared. */
export const StepDialog = (props: {
  readonly title: string
  readonly steps: readonly Step[]
  readonly of: Input['of']
  readonly onClose: () => void
}) => {
  const { steps, of, onClose } = props
  const move = useCommand<typeof items.moveItems>('itembank.moveItems')
  const [action, setAction] = useState<StepName | null>(steps.length === 1 ? steps[0]!.action : null)
  const [reason, setReason] = useState('')
  const [done, setDone] = useState<Outcomes | null>(null)
  const verb = steps.find((step) => step.action === action)?.title ?? '办理'
  const carryOut = async () => {
    if (!action) return
    const outcome = await move.run({ action, reason, of })
    if (outcome && !outcome.refused) setDone(outcome.value)
  }
  return (
    <Dialog
      title={props.title}
      open
      onClose={onClose}
      actions={
        done ? (
          <Button onClick={onClose}>完成</Button>
        ) : (
          <>
            <Button kind="plain" onClick={onClose}>
              取消
            </Button>
            <Button busy={move.pending} disabled={action === null} onClick={carryOut}>
              {verb}
            </Button>
          </>
        )
      }
    >
      {done ? (
        <OutcomeList of={done} verb={verb} />
      ) : (
        <Ask steps={steps} action={action} onAction={setAction} reason={reason} onReason={setReason} />
      )}
      <Trouble of={move} book={itembankRefusals} />
    </Dialog>
  )
}
