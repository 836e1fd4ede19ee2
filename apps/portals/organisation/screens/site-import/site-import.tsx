import { Table } from 'antd'
import { useState } from 'react'
import type { commitImport, importPreview } from '#modules/site/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { type ImportMode, ImportSteps } from '../../../desk/import-steps.tsx'
import { ButtonLink } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { LoadingState } from '../../../kit/states.tsx'
import { siteRefusals } from '../../../refusals/site.ts'
import template from './rooms-template.xlsx?url'

type Preview = ReplyOf<typeof importPreview>
type Written = ReplyOf<typeof commitImport>

const changes = { new: '新增', changed: '有变化', same: '无变化' } as const

/** What would be written, room by room. */
const Rooms = ({ rooms }: Pick<Preview, 'rooms'>) => (
  <section className="panel stack">
    <h2>将要写入的考场</h2>
    <Table
      size="small"
      rowKey={({ siteCode, code }) => `${siteCode} ${code}`}
      dataSource={[...rooms]}
      pagination={{ pageSize: 20, showTotal: (total) => `共 ${total} 间` }}
      columns={[
        { title: '考点', dataIndex: 'siteCode' },
        { title: '考场', dataIndex: 'code' },
        { title: '类型', dataIndex: 'kindWord' },
        { title: '名称', dataIndex: 'name' },
        { title: '座位（工位）', render: (_, { usableSeats, seats }) => `${usableSeats} / ${seats}` },
        { title: '变化', render: (_, { change }) => changes[change] },
      ]}
    />
  </section>
)

/** Taken in all the same, but to be looked at. */
const Warnings = ({ warnings }: Pick<Preview, 'warnings'>) =>
  warnings.length === 0 ? null : (
    <section className="panel stack">
      <h2>可以导入，但须处理</h2>
      <ul className="stack">
        {warnings.map(({ sheet, row, column, reason, clauses }) => (
          <li key={`${sheet} ${row} ${column} ${reason}`} className="row">
            {sheet}第{row}行 {column}：{reason} <ClauseChips ids={clauses} />
          </li>
        ))}
      </ul>
    </section>
  )

/** Rows of other organisations in the same workbook: left alone, and said so. */
const Foreign = ({ foreign }: Pick<Preview, 'foreign'>) =>
  foreign.length === 0 ? null : (
    <section className="panel stack">
      <h2>不属于本机构，不导入</h2>
      <ul>
        {foreign.map(({ sheet, owner, rows, codes }) => (
          <li key={`${sheet} ${owner}`}>
            {sheet}：{owner} {rows} 行（{codes.slice(0, 6).join('、')}
            {codes.length > 6 && `等 ${codes.length} 个`}）
          </li>
        ))}
      </ul>
    </section>
  )

const Outcome = ({ written }: { readonly written: Written }) => (
  <div className="stack">
    <p>
      考点：新增 {written.sites.created}，变更 {written.sites.changed}，无变化 {written.sites.same}
      。考场：新增 {written.rooms.created}，变更 {written.rooms.changed}，无变化 {written.rooms.same}。共{' '}
      {written.seats} 个座位（工位），{written.usableSeats} 个可用；他机构 {written.foreignRows}{' '}
      行未导入，有误 {written.skippedRows} 行已跳过。
    </p>
    {written.backForConfirmation.length > 0 && (
      <p>
        已确认的考点有变更，须由所在市重新确认：{written.backForConfirmation.join('、')}。{' '}
        <ClauseChips ids={['SDS-4.1-01']} />
      </p>
    )}
    <div>
      <ButtonLink to="/sites">查看考点</ButtonLink>
    </div>
  </div>
)

const SiteImport = () => {
  const [fileId, setFileId] = useState<string | null>(null)
  const [written, setWritten] = useState<Written | null>(null)
  const preview = useQuery<typeof importPreview>(
    'site.importPreview',
    { fileId: fileId ?? '' },
    { enabled: fileId !== null && written === null },
  )
  const commit = useCommand<typeof commitImport>('site.commitImport')
  const write = async (mode: ImportMode) => {
    const outcome = await commit.run({ fileId: fileId!, mode })
    if (outcome && !outcome.refused) setWritten(outcome.value)
  }
  const found = written === null && fileId !== null ? preview.value : undefined
  return (
    <div className="stack">
      <h1>导入考点</h1>
      <ImportSteps
        title="导入考点和考场"
        template={template}
        accept=".xlsx"
        dryRun={found ?? null}
        outcome={written && <Outcome written={written} />}
        onUploaded={(file) => setFileId(file.fileId)}
        onCommit={write}
        trouble={
          <>
            {fileId !== null && <Trouble of={preview} book={siteRefusals} />}
            <Trouble of={commit} book={siteRefusals} />
            {fileId !== null && preview.loading && <LoadingState lines={2} />}
          </>
        }
      />
      {found && (
        <>
          <Warnings {...found} />
          <Rooms {...found} />
          <Foreign {...found} />
        </>
      )}
    </div>
  )
}

export default SiteImport
