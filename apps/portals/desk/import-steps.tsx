import { Button, Radio, Steps, Table } from 'antd'
import { type ChangeEvent, type ReactNode, useRef, useState } from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'
import { ClauseChips } from '../kit/clause.tsx'
import { Icon } from '../kit/icons.tsx'
import { JobProgress } from '../kit/job-progress.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { Fault } from '../kit/transport.ts'
import { type StoredFile, uploadFile } from '../kit/upload.ts'

export interface RowError {
  /** Row of the sheet as the person sees it, from 1. */
  readonly row: number
  readonly column: string
  readonly value: string
  readonly reason: string
  readonly clauses: readonly string[]
}

/** What the dry run found; nothing is written yet. */
export interface DryRun {
  readonly total: number
  readonly good: number
  readonly errors: readonly RowError[]
  /** Address of the workbook with the original rows and the reasons. */
  readonly errorWorkbook?: string | null
}

export type ImportMode = 'all-or-nothing' | 'skip-bad-rows'

interface Props {
  readonly title: string
  /** Address of the template; left out where the format is described elsewhere. */
  readonly template?: string
  readonly accept?: string
  /** Job of the dry run or of the commit, while it runs. */
  readonly jobId?: string | null
  readonly dryRun?: DryRun | null
  /** Set when committed: what was written. */
  readonly outcome?: ReactNode
  readonly onUploaded?: (file: StoredFile) => void
  /** In place of an upload: takes the file itself, where its content must not be kept as a stored file. */
  readonly onFile?: (file: File) => void
  readonly onCommit: (mode: ImportMode) => void
  /** A refusal of the caller's commands. */
  readonly trouble?: ReactNode
}

const Upload = ({ accept, onUploaded, onFile }: Pick<Props, 'accept' | 'onUploaded' | 'onFile'>) => {
  const picker = useRef<HTMLInputElement>(null)
  const [part, setPart] = useState<number | null>(null)
  const [trouble, setTrouble] = useState<{ refusal: Refusal | null; fault: Fault | null } | null>(null)
  const send = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    if (onFile) return onFile(file)
    setTrouble(null)
    setPart(0)
    try {
      const verdict = await uploadFile(file, setPart)
      if (verdict.refused) setTrouble({ refusal: verdict, fault: null })
      else onUploaded?.(verdict.value)
    } catch (error) {
      setTrouble({ refusal: null, fault: error instanceof Fault ? error : new Fault(false, null) })
    }
    setPart(null)
  }
  return (
    <>
      <input ref={picker} type="file" hidden accept={accept ?? '.xlsx,.xls'} onChange={send} />
      <Button icon={<Icon name="upload" />} loading={part !== null} onClick={() => picker.current?.click()}>
        选择并上传文件
      </Button>
      {part !== null && <progress aria-label="上传进度" max={1} value={part} />}
      {trouble && <Trouble of={trouble} />}
    </>
  )
}

const errorColumns = [
  { title: '行', dataIndex: 'row', width: 64 },
  { title: '列', dataIndex: 'column', width: 140 },
  { title: '原内容', dataIndex: 'value', width: 220 },
  {
    title: '原因',
    render: (_: unknown, { reason, clauses }: RowError) => (
      <span className="row">
        {reason} <ClauseChips ids={clauses} />
      </span>
    ),
  },
]

const Findings = ({ found, onCommit }: { readonly found: DryRun; readonly onCommit: Props['onCommit'] }) => {
  const bad = found.total - found.good
  const [mode, setMode] = useState<ImportMode>('all-or-nothing')
  return (
    <>
      <p>
        试运行共 {found.total} 行：{found.good} 行可以导入，{bad} 行有误。尚未写入任何数据。
        {found.errorWorkbook && (
          <a className="button link" href={found.errorWorkbook} download>
            <Icon name="download" /> 下载错误清单
          </a>
        )}
      </p>
      {found.errors.length > 0 && (
        <Table<RowError>
          size="small"
          rowKey={({ row, column, reason }) => `${row} ${column} ${reason}`}
          columns={errorColumns}
          dataSource={[...found.errors]}
          // Wide desks wrap the reasons; a narrow screen scrolls the table, not the page.
          scroll={{ x: 560 }}
          pagination={{ pageSize: 20, showTotal: (total) => `共 ${total} 处` }}
        />
      )}
      {bad > 0 && (
        <Radio.Group value={mode} onChange={(event) => setMode(event.target.value)}>
          <Radio value="all-or-nothing">全部正确才导入（改正后重新上传）</Radio>
          <Radio value="skip-bad-rows">跳过有误的行，导入其余 {found.good} 行</Radio>
        </Radio.Group>
      )}
      <div>
        <Button
          type="primary"
          disabled={found.good === 0 || (bad > 0 && mode === 'all-or-nothing')}
          onClick={() => onCommit(mode)}
        >
          导入 {found.good} 行
        </Button>
      </div>
    </>
  )
}

/** Template → upload → dry run with errors in place → mode → commit; the caller issues its own commands. */
export const ImportSteps = (props: Props) => {
  const { dryRun, outcome, jobId } = props
  const current = outcome ? 3 : dryRun ? 2 : jobId ? 1 : 0
  return (
    <section className="panel stack">
      <h2>{props.title}</h2>
      <Steps
        size="small"
        current={current}
        items={['上传文件', '试运行', '核对并导入', '完成'].map((title) => ({ title }))}
      />
      {!outcome && (
        <div className="row">
          {props.template && (
            <a className="button plain" href={props.template} download>
              <Icon name="download" /> 下载模板
            </a>
          )}
          <Upload {...props} />
        </div>
      )}
      {props.trouble}
      {jobId && <JobProgress jobId={jobId} />}
      {dryRun && !outcome && <Findings found={dryRun} onCommit={props.onCommit} />}
      {outcome}
    </section>
  )
}
