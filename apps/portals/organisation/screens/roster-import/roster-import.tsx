import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import type * as enrolment from '#modules/enrolment/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { type ImportMode, ImportSteps } from '../../../desk/import-steps.tsx'
import { ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { useJob } from '../../../kit/job.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { RefusalCard } from '../../../kit/refusal-card.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { fileAddress, type StoredFile } from '../../../kit/upload.ts'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'

type Import = ReplyOf<typeof enrolment.rosterImport>

const stateWords: Readonly<Record<string, string>> = {
  checking: '试读中',
  checked: '待导入',
  committing: '导入中',
  committed: '已导入',
  unreadable: '不能读取',
}

const findingsOf = (seen: Import) => ({
  total: seen.counts.total,
  good: seen.counts.good,
  errorWorkbook: seen.errorFile ? fileAddress(seen.errorFile) : null,
  errors: seen.issues.flatMap(({ row, problems }) =>
    problems.map(({ column, value, sentence, remedy, clauses }) => ({
      row,
      column,
      value,
      reason: `${sentence}${remedy}`,
      clauses,
    })),
  ),
})

const Outcome = ({ seen }: { readonly seen: Import }) => (
  <div className="stack">
    <p role="status">
      已导入 {seen.counts.good - seen.counts.unchanged} 人
      {seen.counts.unchanged > 0 && `，${seen.counts.unchanged} 人此前已导入且内容相同，未作改动`}
      {seen.counts.bad > 0 && `，${seen.counts.bad} 行有误未导入`}。
    </p>
    <p className="row">
      {seen.errorFile && (
        <a className="button plain" href={fileAddress(seen.errorFile)} download>
          下载错误清单
        </a>
      )}
      <ButtonLink to={`/enrolment?batchId=${seen.batchId}`}>查看报名名单</ButtonLink>
    </p>
  </div>
)

/** One import found again under its address, whatever it is doing. */
const Wizard = ({ batchId, template }: { readonly batchId: string; readonly template: string }) => {
  const [search, setSearch] = useSearchParams()
  const importId = search.get('import') ?? ''
  const dryRun = useCommand<typeof enrolment.dryRunRoster>('enrolment.dryRunRoster')
  const commit = useCommand<typeof enrolment.commitRoster>('enrolment.commitRoster')
  const found = useQuery<typeof enrolment.rosterImport>(
    'enrolment.rosterImport',
    { importId },
    { enabled: importId !== '', keep: true },
  )
  const seen = importId === '' ? undefined : found.value
  const isBusy = seen?.state === 'checking' || seen?.state === 'committing'
  const jobId = isBusy ? seen.jobId : null
  useJob(jobId)
  const upload = async (file: StoredFile) => {
    const outcome = await dryRun.run({ batchId, fileId: file.fileId })
    if (outcome && !outcome.refused) setSearch({ batchId, import: outcome.value.importId })
  }
  const write = async (mode: ImportMode) => {
    if (seen) await commit.run({ importId, version: seen.version, mode })
  }
  return (
    <ImportSteps
      title="导入报名表"
      template={template}
      accept=".xlsx"
      jobId={jobId}
      dryRun={seen?.state === 'checked' ? findingsOf(seen) : null}
      outcome={seen?.state === 'committed' ? <Outcome seen={seen} /> : undefined}
      onUploaded={upload}
      onCommit={write}
      trouble={
        <>
          <Trouble of={dryRun} book={enrolmentRefusals} />
          <Trouble of={commit} book={enrolmentRefusals} />
          {seen?.trouble && (
            <RefusalCard refusal={{ refused: true, ...seen.trouble }} book={enrolmentRefusals} />
          )}
          {seen && seen.counts.unknownColumns.length > 0 && (
            <p className="quiet">
              模板以外的列（内容保留在备注信息中）：{seen.counts.unknownColumns.join('、')}
            </p>
          )}
        </>
      }
    />
  )
}

const Earlier = ({ batchId }: { readonly batchId: string }) => {
  const imports = useQuery<typeof enrolment.rosterImports>('enrolment.rosterImports', { batchId })
  return (
    <Loaded of={imports}>
      {(value) =>
        value.imports.length === 0 ? null : (
          <section className="panel stack">
            <h2>导入记录</h2>
            {value.imports.map((each) => (
              <p key={each.importId} className="row">
                <Instant at={each.createdAt} /> {each.fileName} {stateWords[each.state]} · 可导入 {each.good}{' '}
                行，有误 {each.bad} 行
                <ButtonLink kind="link" to={`/enrolment/import?batchId=${batchId}&import=${each.importId}`}>
                  查看
                </ButtonLink>
              </p>
            ))}
          </section>
        )
      }
    </Loaded>
  )
}

/** Template, upload, dry run, choice, commit, error workbook; for the batch whose enrolment is open. */
const RosterImport = () => {
  const [search, setSearch] = useSearchParams()
  const overview = useQuery<typeof enrolment.batchOverview>('enrolment.batches', {})
  const template = useCommand<typeof enrolment.rosterTemplate>('enrolment.rosterTemplate')
  const [address, setAddress] = useState('')
  const open = (overview.value?.batches ?? []).filter(({ enrolmentOpen }) => enrolmentOpen)
  const batchId = search.get('batchId') ?? open[0]?.batchId ?? ''
  const make = template.run
  useEffect(() => {
    if (batchId === '') return
    void make({ batchId }).then((outcome) => {
      if (outcome && !outcome.refused) setAddress(fileAddress(outcome.value))
    })
  }, [batchId, make])
  return (
    <div className="stack">
      <h1>集体报名</h1>
      <Loaded of={overview}>
        {() =>
          batchId === '' ? (
            <EmptyState title="今天没有正在报名的批次">
              <p className="quiet">报名表只能在批次计划的报名期内导入。</p>
            </EmptyState>
          ) : (
            <>
              <div className="row">
                批次
                <Select
                  aria-label="批次"
                  value={batchId}
                  options={open.map(({ batchId: value, name }) => ({ value, label: name }))}
                  onChange={(value) => setSearch({ batchId: value })}
                  style={{ minWidth: 300 }}
                />
              </div>
              <Wizard batchId={batchId} template={address} />
              <Earlier batchId={batchId} />
            </>
          )
        }
      </Loaded>
    </div>
  )
}

export default RosterImport
