import { useState } from 'react'
import type * as contract from '#modules/filing/contract.ts'
import { DecisionDialog } from '../../../desk/decision-dialog.tsx'
import { emptyLine, ScopeLines } from '../../../desk/scope-lines.tsx'
import type { FilingView, ScopeLine } from '../../../desk/scope-table.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { filingRefusals } from '../../../refusals/filing.ts'

interface StepProps {
  readonly organisationId: string
  readonly filing: FilingView
  readonly action: string
  readonly title: string
  readonly today: string
  readonly onClose: () => void
}

/** 增加范围: new lines with the decision that grants them. */
const AddScope = ({ organisationId, filing, title, today, onClose }: StepProps) => {
  const add = useCommand<typeof contract.addScope>('filing.addScope')
  const [lines, setLines] = useState([emptyLine(today)])
  return (
    <DecisionDialog
      title={title}
      today={today}
      busy={add.pending}
      onClose={onClose}
      trouble={<Trouble of={add} book={filingRefusals} />}
      onDecide={async (decision) => {
        const { filingId, version } = filing
        const outcome = await add.run({ organisationId, filingId, version, ...decision, items: [...lines] })
        if (!outcome || outcome.refused) return
        say('已增加备案范围')
        onClose()
      }}
    >
      <ScopeLines lines={lines} onChange={(changed) => setLines([...changed])} />
    </DecisionDialog>
  )
}

/** 延续备案: the decision and the new last day. */
const Renew = ({ organisationId, filing, title, today, onClose }: StepProps) => {
  const renew = useCommand<typeof contract.renewFiling>('filing.renew')
  const [until, setUntil] = useState(filing.validUntil ?? '')
  return (
    <DecisionDialog
      title={title}
      today={today}
      busy={renew.pending}
      onClose={onClose}
      trouble={<Trouble of={renew} book={filingRefusals} />}
      onDecide={async (decision) => {
        const { filingId, version } = filing
        const outcome = await renew.run({
          organisationId,
          filingId,
          version,
          ...decision,
          validUntil: until || null,
        })
        if (!outcome || outcome.refused) return
        say('已延续备案')
        onClose()
      }}
    >
      <Input label="延续至" hint="长期有效的留空" type="date" value={until} onText={setUntil} />
    </DecisionDialog>
  )
}

/** One hook for each decision the machine knows; the server says which of them are open. */
const useDecisions = () => ({
  suspend: useCommand<typeof contract.suspendFiling>('filing.suspend'),
  resume: useCommand<typeof contract.resumeFiling>('filing.resume'),
  lapse: useCommand<typeof contract.lapseFiling>('filing.lapse'),
  withdraw: useCommand<typeof contract.withdrawFiling>('filing.withdraw'),
})

const Decide = ({ organisationId, filing, action, title, today, onClose }: StepProps) => {
  const step = useDecisions()[action as keyof ReturnType<typeof useDecisions>]
  return (
    <DecisionDialog
      title={title}
      today={today}
      busy={step.pending}
      onClose={onClose}
      trouble={<Trouble of={step} book={filingRefusals} />}
      onDecide={async (decision) => {
        const { filingId, version } = filing
        const outcome = await step.run({ organisationId, filingId, version, ...decision })
        if (!outcome || outcome.refused) return
        say('已办理')
        onClose()
      }}
    />
  )
}

/** The dialog that belongs to a step of a filing. */
export const FilingStep = (props: StepProps) => {
  if (props.action === 'addScope') return <AddScope {...props} />
  return props.action === 'renew' ? <Renew {...props} /> : <Decide {...props} />
}

const useLineDecisions = () => ({
  suspend: useCommand<typeof contract.suspendScope>('filing.suspendScope'),
  resume: useCommand<typeof contract.resumeScope>('filing.resumeScope'),
  withdraw: useCommand<typeof contract.withdrawScope>('filing.withdrawScope'),
})

/** The dialog that belongs to a step of one line. */
export const LineStep = ({
  organisationId,
  line,
  action,
  title,
  today,
  onClose,
}: Omit<StepProps, 'filing'> & { readonly line: ScopeLine }) => {
  const step = useLineDecisions()[action as keyof ReturnType<typeof useLineDecisions>]
  return (
    <DecisionDialog
      title={`${title}：${line.occupationName}${line.trade} ${line.levelName}`}
      today={today}
      busy={step.pending}
      onClose={onClose}
      trouble={<Trouble of={step} book={filingRefusals} />}
      onDecide={async (decision) => {
        const { scopeItemId, version } = line
        const outcome = await step.run({ organisationId, scopeItemId, version, ...decision })
        if (!outcome || outcome.refused) return
        say('已办理')
        onClose()
      }}
    />
  )
}
