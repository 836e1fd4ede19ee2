import { useEffect, useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Checkbox, TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import type { Detail } from './material.tsx'

type Decision = 'pass' | 'return' | 'reject' | 'hold'
const decisions: readonly Decision[] = ['pass', 'return', 'reject', 'hold']
const keyOf: Readonly<Partial<Record<string, Decision>>> = { a: 'pass', r: 'return' }

const isTyping = (target: EventTarget | null): boolean =>
  /^(?:INPUT|TEXTAREA|SELECT)$/u.test((target as HTMLElement).tagName)

/** Three ticks, a note, and the buttons the server offers; A and R decide from the keyboard. */
export const DecisionPanel = ({ of, onDecided }: { readonly of: Detail; readonly onDecided: () => void }) => {
  const review = useCommand<typeof enrolment.review>('enrolment.review')
  const [ticks, setTicks] = useState({ completeness: false, accuracy: false, authenticity: false })
  const [note, setNote] = useState('')
  const [photoAccepted, setPhotoAccepted] = useState(of.photoDecision === '接受')
  const offered = of.availableActions.filter(({ action }) => decisions.some((each) => each === action))
  const decide = async (decision: Decision) => {
    const outcome = await review.run({
      applicationId: of.applicationId,
      version: of.version,
      decision,
      ticks,
      note,
      ...(of.photoWarnings.length > 0 ? { photoAccepted } : {}),
    })
    if (outcome && !outcome.refused) {
      say(`${of.name}：已办理`)
      onDecided()
    }
  }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const decision = keyOf[event.key]
      const isOffered = offered.some(({ action, enabled }) => action === decision && enabled)
      if (!decision || !isOffered || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey)
        return
      void decide(decision)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
  if (offered.length === 0)
    return of.review ? (
      <section className="panel">
        <h2>审核结论</h2>
        <p>
          {of.stateTitle}，{of.review.reviewer}
          {of.review.note && `：${of.review.note}`}
        </p>
      </section>
    ) : null
  const closed = offered.find(({ enabled }) => !enabled)
  return (
    <section className="panel stack">
      <h2>
        审核意见 <ClauseChips ids={['SDS-3.3-09', 'SDS-3.3-01']} />
      </h2>
      <div className="row">
        <Checkbox
          label="材料完备"
          checked={ticks.completeness}
          onCheck={(completeness) => setTicks({ ...ticks, completeness })}
        />
        <Checkbox
          label="信息准确"
          checked={ticks.accuracy}
          onCheck={(accuracy) => setTicks({ ...ticks, accuracy })}
        />
        <Checkbox
          label="材料真实"
          checked={ticks.authenticity}
          onCheck={(authenticity) => setTicks({ ...ticks, authenticity })}
        />
        {of.photoWarnings.length > 0 && (
          <Checkbox label="照片可以使用" checked={photoAccepted} onCheck={setPhotoAccepted} />
        )}
      </div>
      <TextArea label="意见或核实情况" value={note} onText={setNote} rows={2} />
      {closed && (
        <p className="quiet">
          {closed.reason} <ClauseChips ids={closed.clauses} />
        </p>
      )}
      <Trouble of={review} book={enrolmentRefusals} />
      <div className="row">
        {offered.map(({ action, title, enabled }) => (
          <Button
            key={action}
            kind={action === 'pass' ? 'main' : action === 'reject' ? 'danger' : 'plain'}
            busy={review.pending}
            disabled={!enabled}
            onClick={() => decide(action as Decision)}
          >
            {title}
            {action === 'pass' ? '（A）' : action === 'return' ? '（R）' : ''}
          </Button>
        ))}
        <span className="quiet">J / K 下一份、上一份</span>
      </div>
    </section>
  )
}
