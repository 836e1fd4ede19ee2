import { useState } from 'react'
import type * as plan from '#modules/plan/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand } from '../../kit/client.ts'
import { instantText } from '../../kit/day-text.ts'
import { FactList } from '../../kit/facts.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { planRefusals } from '../../refusals/plan.ts'
import type { PlanDetailValue } from './plan-detail.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

/** Every change of the published plan with its reason; the city decides on what waits. */
export const PlanAmendments = ({ value }: { readonly value: PlanDetailValue }) => {
  const decide = useCommand<typeof plan.decideAmendment>('plan.decideAmendment')
  const [asked, ask] = useState<{ id: string; version: number; agreed: boolean } | null>(null)
  const say = async (note: string) => {
    if (!asked) return
    const { id: amendmentId, version, agreed } = asked
    await decide.run({ organisationId: value.organisationId, amendmentId, version, agreed, note })
    ask(null)
  }
  return (
    <div className="stack">
      <Trouble of={decide} book={planRefusals} />
      {value.amendments.map((each) => (
        <article key={each.amendmentId} className="panel stack">
          <FactList
            facts={[
              { label: '提交时间', value: instantText(each.submittedAt) },
              { label: '结果', value: each.stateTitle },
              { label: '变更原因', value: each.reason },
              { label: '审核意见', value: each.decisionNote ?? '——' },
              ...each.changes.map(({ title, before, after }) => ({
                label: title,
                value: `${before} → ${after}`,
              })),
            ]}
          />
          {each.canDecide && (
            <p className="row">
              <Button onClick={() => ask({ id: each.amendmentId, version: each.version, agreed: true })}>
                同意变更
              </Button>
              <Button
                kind="plain"
                onClick={() => ask({ id: each.amendmentId, version: each.version, agreed: false })}
              >
                不同意
              </Button>
            </p>
          )}
        </article>
      ))}
      <ReasonDialog title="审核意见" open={asked !== null} onClose={() => ask(null)} onSay={say} />
    </div>
  )
}
