import './custody.css'
import { useState } from 'react'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { ClauseChips } from '../kit/clause.tsx'
import { useCommand } from '../kit/client.ts'
import { TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { say } from '../kit/toast.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'

type Incident = ReplyOf<typeof custody.incidentList>['rows'][number]

const Explain = ({ of: { incidentId, version } }: { readonly of: Incident }) => {
  const close = useCommand<typeof custody.closeIncident>('itembank.closeIncident')
  const [explanation, setExplanation] = useState('')
  const go = async () => {
    const outcome = await close.run({ incidentId, version, explanation })
    if (outcome && !outcome.refused) say('已办结')
  }
  return (
    <details>
      <summary>查明后办结</summary>
      <div className="stack">
        <TextArea label="查明的情况和处理" value={explanation} onText={setExplanation} required />
        <div>
          <Button busy={close.pending} disabled={explanation.trim().length < 2} onClick={go}>
            办结
          </Button>
        </div>
        <Trouble of={close} book={itembankRefusals} />
      </div>
    </details>
  )
}

const Card = ({ of, mayClose }: { readonly of: Incident; readonly mayClose: boolean }) => (
  <li className={`panel incident ${of.closedAt ? 'closed' : 'open'}`}>
    <div className="row">
      <strong>{of.title}</strong>
      <StatusTag tone={of.closedAt ? 'done' : 'refused'}>{of.closedAt ? '已办结' : '待查明'}</StatusTag>
      <ClauseChips ids={of.clauses} />
    </div>
    <p>
      {of.subject}：应为{of.expected}；实为{of.found}。
    </p>
    <p className="quiet">
      <Instant at={of.openedAt} />，{of.openedBy}登记时发现
      {of.closedAt && (
        <>
          ；<Instant at={of.closedAt} />，{of.closedBy}办结：{of.explanation}
        </>
      )}
    </p>
    {mayClose && !of.closedAt && <Explain of={of} />}
  </li>
)

/** What the rules found, and how people explained it. */
export const Incidents = ({
  rows,
  mayClose,
}: {
  readonly rows: readonly Incident[]
  readonly mayClose: boolean
}) => (
  <ul className="incidents" aria-label="保密异常">
    {rows.map((row) => (
      <Card key={row.incidentId} of={row} mayClose={mayClose} />
    ))}
  </ul>
)
