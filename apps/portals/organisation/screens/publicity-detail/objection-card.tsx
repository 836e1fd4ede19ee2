import { useState } from 'react'
import type * as publicity from '#modules/scoring/publicity.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Checkbox, TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'
import { CorrectionDialog } from '../score-detail/correction-dialog.tsx'

type Objection = ReplyOf<typeof publicity.publicityDesk>['objections'][number]

const tones = { received: 'todo', investigated: 'running', upheld: 'done', dismissed: 'idle' } as const

const Investigate = ({ of }: { readonly of: Objection }) => {
  const [findings, setFindings] = useState('')
  const look = useCommand<typeof publicity.investigateObjection>('scoring.investigateObjection')
  return (
    <div className="stack">
      <TextArea label="核查情况" value={findings} onText={setFindings} minLength={4} required />
      <div>
        <Button
          disabled={findings.length < 4}
          busy={look.pending}
          onClick={() => look.run({ objectionId: of.objectionId, version: of.version, findings })}
        >
          登记核查情况
        </Button>
      </div>
      <Trouble of={look} book={scoringRefusals} />
    </div>
  )
}

const Decide = ({ of }: { readonly of: Objection }) => {
  const [decision, setDecision] = useState('')
  const [needsCorrection, setNeeds] = useState(of.resultId !== null)
  const decide = useCommand<typeof publicity.decideObjection>('scoring.decideObjection')
  const run = (upheld: boolean) =>
    decide.run({ objectionId: of.objectionId, version: of.version, upheld, needsCorrection, decision })
  return (
    <div className="stack">
      <TextArea label="处理决定（异议人可见）" value={decision} onText={setDecision} minLength={4} required />
      <Checkbox label="异议成立的，须更正成绩" checked={needsCorrection} onCheck={setNeeds} />
      <div className="row">
        {of.availableActions.map(({ action, title }) => (
          <Button
            key={action}
            kind={action === 'uphold' ? 'main' : 'plain'}
            disabled={decision.length < 4}
            busy={decide.pending}
            onClick={() => run(action === 'uphold')}
          >
            {title}
          </Button>
        ))}
      </div>
      <Trouble of={decide} book={scoringRefusals} />
    </div>
  )
}

const Contact = ({ of }: { readonly of: Objection }) => {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [clear, setClear] = useState<string>()
  const reveal = useCommand<typeof publicity.revealContact>('scoring.revealContact')
  const run = async () => {
    const outcome = await reveal.run({ objectionId: of.objectionId, reason })
    if (outcome && !outcome.refused) setClear(`${outcome.value.name}　${outcome.value.contact}`)
  }
  return (
    <span>
      {clear ?? of.contactMasked}{' '}
      <Button kind="link" onClick={() => setOpen(true)}>
        查看
      </Button>
      <Dialog
        title="查看联系方式"
        open={open && clear === undefined}
        onClose={() => setOpen(false)}
        actions={
          <Button disabled={reason.length < 4} busy={reveal.pending} onClick={run}>
            查看
          </Button>
        }
      >
        <TextArea label="查看理由（留下记录）" value={reason} onText={setReason} minLength={4} required />
        <Trouble of={reveal} book={scoringRefusals} />
      </Dialog>
    </span>
  )
}

/** One objection with its course: what was said, what was found, what was decided, and the next step allowed. */
export const ObjectionCard = ({ of }: { readonly of: Objection }) => {
  const [correcting, setCorrecting] = useState(false)
  const may = (name: string) => of.availableActions.some(({ action }) => action === name)
  return (
    <article className="panel stack">
      <header className="row">
        <h3>异议 {of.number}</h3>
        <StatusTag tone={tones[of.state as keyof typeof tones]}>{of.stateTitle}</StatusTag>
        {of.awaitsCorrection && <StatusTag tone="todo">待更正成绩</StatusTag>}
        <span className="quiet">
          <Instant at={of.createdAt} />
        </span>
      </header>
      <p>{of.statement}</p>
      <p className="quiet">
        涉及考生：{of.about ?? '未指明'}；异议人：
        <Contact of={of} />
      </p>
      {of.investigation && (
        <p>
          核查（{of.investigatorName}）：{of.investigation}
        </p>
      )}
      {of.decision && (
        <p>
          决定（{of.deciderName}）：{of.decision}
        </p>
      )}
      {may('investigate') && <Investigate of={of} />}
      {may('uphold') && <Decide of={of} />}
      {of.awaitsCorrection && of.resultId && (
        <div>
          <Button kind="plain" onClick={() => setCorrecting(true)}>
            提出成绩更正
          </Button>
        </div>
      )}
      <CorrectionDialog
        of={
          correcting && of.resultId
            ? {
                resultId: of.resultId,
                version: of.resultVersion ?? 1,
                name: of.about ?? '',
                subjects: of.subjects,
                objectionId: of.objectionId,
              }
            : null
        }
        onClose={() => setCorrecting(false)}
      />
    </article>
  )
}
