import { Table } from 'antd'
import { useState } from 'react'
import type * as assurance from '#modules/delivery/assurance/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../kit/button.tsx'
import { ClauseChips } from '../../kit/clause.tsx'
import { useCommand } from '../../kit/client.ts'
import { Field, fieldError, Input, Select } from '../../kit/fields.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { DayText, Instant } from '../../kit/moment.tsx'
import { StatusTag } from '../../kit/status-tag.tsx'
import { say } from '../../kit/toast.tsx'
import { uploadFile } from '../../kit/upload.ts'
import { assuranceRefusals } from '../../refusals/delivery.ts'

type Value = ReplyOf<typeof assurance.assurances>

const FileForm = ({ of }: { readonly of: Value }) => {
  const file = useCommand<typeof assurance.fileAssurance>('delivery.fileAssurance')
  const [party, setParty] = useState(of.asked.find(({ onFile }) => !onFile)?.party ?? '')
  const [signatory, setSignatory] = useState('')
  const [signedOn, setSignedOn] = useState('')
  const [stored, setStored] = useState<{ readonly fileId: string; readonly name: string } | null>(null)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    const outcome = await uploadFile(chosen, () => {})
    setProblem(outcome.refused ? outcome.sentence : undefined)
    if (!outcome.refused) setStored({ fileId: outcome.value.fileId, name: chosen.name })
  }
  const submit = async () => {
    const outcome = await file.run({ party, signatory, signedOn, fileId: stored?.fileId ?? '' })
    if (!outcome || outcome.refused) return
    say(`已存档${party}的承诺`)
    setParty('')
    setSignatory('')
    setStored(null)
  }
  return (
    <section className="panel stack" aria-label="存档承诺书">
      <h2>存档承诺书</h2>
      <Select
        label="承诺方"
        value={party}
        onText={setParty}
        choices={of.asked.map((one) => ({ value: one.party, label: one.party }))}
        error={fieldError(file.refusal, 'party')}
      />
      <Input label="签署人" value={signatory} onText={setSignatory} required />
      <Input
        label="签署日期"
        type="date"
        value={signedOn}
        onText={setSignedOn}
        error={fieldError(file.refusal, 'signedOn')}
        required
      />
      <Field label="承诺书扫描件" hint={stored?.name ?? 'PDF 或图片'} error={problem}>
        {(ties) => <input {...ties} type="file" onChange={(event) => void take(event.target.files?.[0])} />}
      </Field>
      <Trouble of={file} book={assuranceRefusals} />
      <div>
        <Button
          busy={file.pending}
          disabled={!party || !signatory.trim() || !signedOn || stored === null}
          onClick={submit}
        >
          存档
        </Button>
      </div>
    </section>
  )
}

/** HN-1.8.3.7-04: who vouches for the scores of the computer examinations; what is missing is named. */
export const Assurances = ({ of }: { readonly of: Value }) => (
  <div className="stack">
    <p className="row">
      {of.asked.map(({ party, onFile }) => (
        <StatusTag key={party} tone={onFile ? 'done' : 'todo'}>
          {party}：{onFile ? '已存档' : '未存档'}
        </StatusTag>
      ))}
      <ClauseChips ids={of.clauses} />
    </p>
    <Table
      size="small"
      rowKey="assuranceId"
      dataSource={of.rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <span className="empty-line">还没有存档的承诺书</span> }}
      columns={[
        { title: '承诺方', dataIndex: 'party', width: 120 },
        { title: '签署人', dataIndex: 'signatory', width: 120 },
        { title: '签署日期', width: 130, render: (_, row) => <DayText on={row.signedOn} /> },
        { title: '承诺书', width: 220, render: (_, row) => <a href={row.address}>{row.fileName}</a> },
        {
          title: '存档',
          width: 240,
          render: (_, row) => (
            <>
              <Instant at={row.filedAt} /> {row.filedBy}
            </>
          ),
        },
        {
          title: '效力',
          width: 90,
          render: (_, row) =>
            row.isReplaced ? (
              <StatusTag tone="idle">已换新</StatusTag>
            ) : (
              <StatusTag tone="done">现行</StatusTag>
            ),
        },
      ]}
    />
    {of.mayFile && <FileForm of={of} />}
  </div>
)
