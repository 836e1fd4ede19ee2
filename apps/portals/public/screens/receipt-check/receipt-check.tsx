import { type FormEvent, useState } from 'react'
import type { checkReceipt } from '#modules/delivery/receipt/contract.ts'
import type { Outcome } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { createClient } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'
import { Input } from '../../../kit/fields.tsx'
import { RefusalCard } from '../../../kit/refusal-card.tsx'
import { ErrorState } from '../../../kit/states.tsx'
import { Fault } from '../../../kit/transport.ts'
import { receiptRefusals } from '../../../refusals/receipt.ts'

type Query = typeof checkReceipt

const client = createClient()

const Answer = ({ outcome }: { readonly outcome: Outcome<Query> }) => {
  if (outcome.refused) return <RefusalCard refusal={outcome} book={receiptRefusals} />
  return (
    <section className="panel stack" aria-label="核对结果" aria-live="polite">
      <h2>一致</h2>
      <p>
        评价机构于{dayText(outcome.value.takenAt)}
        接收的答卷，与交卷时考试机上的作答完全一致。
      </p>
    </section>
  )
}

/** The candidate's own proof that nothing of his script has changed since he handed it in. */
export default function ReceiptCheck() {
  const [ticketNumber, setTicketNumber] = useState('')
  const [code, setCode] = useState('')
  const [state, setState] = useState<{ outcome?: Outcome<Query>; fault?: Fault; busy: boolean }>({
    busy: false,
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setState({ busy: true })
    try {
      const outcome = await client.ask<Query>('delivery.checkReceipt', { ticketNumber, code })
      setState({ busy: false, outcome })
    } catch (error) {
      setState({ busy: false, fault: error instanceof Fault ? error : new Fault(false, null) })
    }
  }
  return (
    <>
      <h1>回执核对</h1>
      <p className="reader-lead">
        机考交卷后，考试机显示交卷回执。凭准考证号和回执码，可以核对评价机构收到的答卷与交卷时是否完全一致。
      </p>
      <form className="panel stack" onSubmit={submit}>
        <Input
          label="准考证号"
          value={ticketNumber}
          onText={setTicketNumber}
          autoComplete="off"
          maxLength={40}
          required
        />
        <Input
          label="回执码"
          hint="20 位，四位一组，空格可以省略"
          value={code}
          onText={setCode}
          autoComplete="off"
          maxLength={40}
          required
        />
        <p className="row">
          <Button type="submit" busy={state.busy}>
            核对
          </Button>
        </p>
      </form>
      {state.fault && <ErrorState fault={state.fault} />}
      {state.outcome && <Answer outcome={state.outcome} />}
    </>
  )
}
