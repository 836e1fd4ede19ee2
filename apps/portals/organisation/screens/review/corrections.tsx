import { useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { FactList } from '../../../kit/facts.tsx'
import { Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import type { Detail } from './material.tsx'

type Correction = Detail['corrections'][number]

const states = {
  requested: { tone: 'todo', word: '待办理' },
  made: { tone: 'done', word: '已更正' },
  declined: { tone: 'refused', word: '未同意' },
} as const

const Decision = ({ of }: { readonly of: Correction }) => {
  const decide = useCommand<typeof enrolment.decideCorrection>('enrolment.decideCorrection')
  const [note, setNote] = useState('')
  const run = async (accept: boolean) => {
    const outcome = await decide.run({ correctionId: of.correctionId, version: of.version, accept, note })
    if (outcome && !outcome.refused) say(accept ? '已更正' : '已答复不同意')
  }
  return (
    <>
      <Input label="办理意见" value={note} onText={setNote} hint="不同意的须写明理由。" />
      <Trouble of={decide} book={enrolmentRefusals} />
      <p className="row">
        <Button busy={decide.pending} onClick={() => run(true)}>
          同意更正
        </Button>
        <Button kind="plain" busy={decide.pending} onClick={() => run(false)}>
          不同意
        </Button>
      </p>
    </>
  )
}

/** SDS-3.3-12: what the candidate asks to have changed after confirmation, decided here with its reason. */
export const Corrections = ({ of }: { readonly of: Detail }) =>
  of.corrections.length === 0 ? null : (
    <section className="panel stack">
      <h2>
        信息更正 <ClauseChips ids={['SDS-3.3-12']} />
      </h2>
      {of.corrections.map((each) => {
        const state = states[each.state as keyof typeof states]
        return (
          <article key={each.correctionId} className="stack">
            <p className="row">
              <strong>{each.fieldTitle}</strong>
              {state && <StatusTag tone={state.tone}>{state.word}</StatusTag>}
              <span className="quiet">
                {each.requestedBy} <Instant at={each.at} />
              </span>
            </p>
            <FactList
              facts={[
                { label: '原为', value: each.oldValue || '未填' },
                { label: '更正为', value: each.newValue },
                { label: '理由', value: each.reason },
              ]}
            />
            {each.state === 'requested' && <Decision of={each} />}
          </article>
        )
      })}
    </section>
  )
