import { useState } from 'react'
import type * as scoring from '#modules/scoring/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { DocumentCard } from '../../../kit/document-card.tsx'
import { Select, TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'

type Overview = ReplyOf<typeof scoring.overview>
interface Props {
  readonly batchId: string
  readonly overview: Overview
}

const Naming = ({ batchId, overview }: Props) => {
  const [accountId, setAccountId] = useState('')
  const name = useCommand<typeof scoring.nameResponsible>('scoring.nameResponsible')
  return (
    <section className="panel stack">
      <Select
        label="登分负责人"
        value={accountId}
        onText={setAccountId}
        choices={overview.staff.map((person) => ({ value: person.accountId, label: person.name }))}
      />
      <div>
        <Button
          disabled={accountId === ''}
          busy={name.pending}
          onClick={() => name.run({ batchId, accountId })}
        >
          指定登分负责人
        </Button>
      </div>
      <Trouble of={name} book={scoringRefusals} />
    </section>
  )
}

const Entering = ({ batchId, overview }: Props) => {
  const [notes, setNotes] = useState<{ readonly [applicationId: string]: string }>({})
  const enter = useCommand<typeof scoring.enterScores>('scoring.enterScores')
  const people = [...new Map(overview.flagged.map((each) => [each.applicationId, each])).values()]
  const submit = async () => {
    const outcome = await enter.run({
      batchId,
      version: overview.entry.version,
      notes: Object.entries(notes)
        .filter(([, note]) => note.trim() !== '')
        .map(([applicationId, note]) => ({ applicationId, note })),
    })
    if (outcome && !outcome.refused)
      say(`已登分 ${outcome.value.entered} 人，合格 ${outcome.value.passed} 人`)
  }
  return (
    <section className="panel stack">
      <p>登分照录已确认的理论成绩和已签字的技能成绩，不能改动分数。</p>
      {people.map((person) => (
        <TextArea
          key={person.applicationId}
          label={`${person.name}（${person.subjectName}违规：${person.description}；${person.decision ?? '待处理'}）核对情况`}
          value={notes[person.applicationId] ?? person.note ?? ''}
          onText={(text) => setNotes({ ...notes, [person.applicationId]: text })}
          minLength={4}
          required
        />
      ))}
      <div>
        <Button busy={enter.pending} onClick={submit}>
          登分汇总
        </Button>
      </div>
      <Trouble of={enter} book={scoringRefusals} />
    </section>
  )
}

const Checking = ({ batchId, overview }: Props) => {
  const [note, setNote] = useState('')
  const verify = useCommand<typeof scoring.verifyResults>('scoring.verifyResults')
  const back = useCommand<typeof scoring.sendBackEntry>('scoring.sendBackEntry')
  const input = { batchId, version: overview.entry.version, note }
  return (
    <section className="panel stack">
      <TextArea label="复核记录" value={note} onText={setNote} maxLength={500} />
      <div className="row">
        <Button busy={verify.pending} onClick={() => verify.run(input)}>
          逐份核对无误，复核通过
        </Button>
        <Button kind="plain" busy={back.pending} onClick={() => back.run(input)}>
          退回重新登分
        </Button>
      </div>
      <Trouble of={verify} book={scoringRefusals} />
      <Trouble of={back} book={scoringRefusals} />
    </section>
  )
}

const Summary = ({ batchId }: Pick<Props, 'batchId'>) => {
  const print = useCommand<typeof scoring.printSummary>('scoring.printSummary')
  const [files, setFiles] = useState<ReplyOf<typeof scoring.printSummary>>()
  const run = async () => {
    const outcome = await print.run({ batchId })
    if (outcome && !outcome.refused) setFiles(outcome.value)
  }
  return (
    <section className="stack">
      <div>
        <Button kind="plain" busy={print.pending} onClick={run}>
          生成成绩汇总表
        </Button>
      </div>
      <Trouble of={print} book={scoringRefusals} />
      {files && (
        <DocumentCard
          title="职业技能等级认定成绩汇总表"
          state="generated"
          files={[
            { ...files.pdf, name: '成绩汇总表.pdf', format: 'PDF' },
            { ...files.workbook, name: '成绩汇总表.xlsx', format: 'XLSX' },
          ]}
        />
      )}
    </section>
  )
}

export const EntryPanel = (props: Props) => {
  const may = (name: string) => props.overview.availableActions.some(({ action }) => action === name)
  return (
    <div className="stack">
      {may('name') && <Naming {...props} />}
      {may('enter') && <Entering {...props} />}
      {may('verify') && <Checking {...props} />}
      {may('printSummary') && <Summary batchId={props.batchId} />}
    </div>
  )
}
