import './item-import.css'
import { Table, type TableColumnsType } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import { formatNames } from '#modules/itembank/exchange/core/formats.ts'
import { type Format, formats } from '#modules/itembank/exchange/core/parsed.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Select, TextArea } from '../../../kit/fields.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { Fault } from '../../../kit/transport.ts'
import { uploadItems } from '../../../kit/upload.ts'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { toneOfImport } from '../import-words.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

type Banks = ReplyOf<typeof knowledge.bankList>['banks']
type ImportRow = ReplyOf<typeof exchange.importList>['rows'][number]

const formatChoices = formats.map((format) => ({ value: format, label: formatNames[format] }))
const asFormat = (text: string): Format | undefined => formats.find((format) => format === text)

/** Longer texts go as files: a request carries so much of Chinese and no more. */
const mostCharacters = 500_000

interface Sent {
  readonly part: number | null
  readonly refusal: Refusal | null
  readonly fault: Fault | null
}
const calm: Sent = { part: null, refusal: null, fault: null }

const DropZone = ({ sent, onFile }: { readonly sent: Sent; readonly onFile: (file: File) => void }) => {
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button inside does the same
    <div
      className={`item-drop ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={28} />
      <p>把试题文件拖到这里，或</p>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="试题文件"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <Button busy={sent.part !== null} onClick={() => picker.current?.click()}>
        选择文件
      </Button>
      {sent.part !== null && <progress aria-label="上传进度" max={1} value={sent.part} />}
      <p className="quiet">
        Excel、Word、文本和试题包，最大 50 MB。格式由内容识别，文件含有答案，传输途中即加密，读完即清除。
      </p>
    </div>
  )
}

const Upload = ({ banks }: { readonly banks: Banks }) => {
  const stage = useCommand<typeof exchange.stageImport>('itembank.stageImport')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const asked =
    banks.find((each) => each.bank === search.get('bank')) ?? (banks.length === 1 ? banks[0] : null)
  const [bank, setBank] = useState(asked?.bank ?? '')
  const [format, setFormat] = useState('')
  const [text, setText] = useState('')
  const tooLong = text.length > mostCharacters
  const [sent, setSent] = useState<Sent>(calm)
  const start = async (source: { readonly itemUploadId: string } | { readonly text: string }) => {
    const chosen = asFormat(format)
    const outcome = await stage.run({ bank, ...source, ...(chosen && { format: chosen }) })
    if (outcome && !outcome.refused) navigate(`/items/import/${outcome.value.itemImportId}`)
  }
  const send = async (file: File) => {
    setSent({ ...calm, part: 0 })
    try {
      const verdict = await uploadItems(file, (part) => setSent({ ...calm, part }))
      setSent({ ...calm, refusal: verdict.refused ? verdict : null })
      if (!verdict.refused) await start({ itemUploadId: verdict.value.itemUploadId })
    } catch (error) {
      setSent({ ...calm, fault: error instanceof Fault ? error : new Fault(false, null) })
    }
  }
  return (
    <section className="panel stack">
      <div className="item-source">
        <Select
          label="导入到题库"
          value={bank}
          onText={setBank}
          choices={banks.map((each) => ({ value: each.bank, label: each.bank }))}
          required
        />
        <Select
          label="文件格式"
          value={format}
          onText={setFormat}
          choices={formatChoices}
          blank="按内容自动识别"
        />
      </div>
      {bank === '' ? (
        <p className="standing">请先选择题库。</p>
      ) : (
        <>
          <DropZone sent={sent} onFile={send} />
          <details>
            <summary>粘贴试题文字</summary>
            <div className="stack">
              <TextArea
                label="试题文字"
                value={text}
                onText={setText}
                rows={8}
                error={tooLong ? '文字太长，请存为文本文件后上传。' : undefined}
              />
              <div>
                <Button
                  kind="plain"
                  busy={stage.pending}
                  disabled={text.trim() === '' || tooLong}
                  onClick={() => start({ text })}
                >
                  读取文字
                </Button>
              </div>
            </div>
          </details>
        </>
      )}
      <Trouble of={sent} />
      <Trouble of={stage} book={itembankRefusals} />
    </section>
  )
}

const numbers = ({ report, counts }: ImportRow): string => {
  if (report)
    return `读到${report.found}，导入${report.imported}，未导入${report.refused}，重复${report.duplicate}`
  return counts ? `读到${counts.found}，可导入${counts.good + counts.near}，有误${counts.problem}` : '—'
}

const columns: TableColumnsType<ImportRow> = [
  {
    title: '文件',
    dataIndex: 'name',
    render: (name: string, { itemImportId }) => <Link to={`/items/import/${itemImportId}`}>{name}</Link>,
  },
  { title: '题库', dataIndex: 'bank' },
  { title: '格式', dataIndex: 'formatName', render: (name: string | null) => name ?? '—' },
  { title: '结果', render: (_, row) => numbers(row) },
  { title: '上传人', dataIndex: 'personName' },
  { title: '时间', dataIndex: 'createdAt', render: (at: string) => <Instant at={at} /> },
  {
    title: '状态',
    render: (_, { state, stateWord }) => <StatusTag tone={toneOfImport(state)}>{stateWord}</StatusTag>,
  },
]

const pageSize = 10

const Records = () => {
  const [page, setPage] = useState(1)
  const list = useQuery<typeof exchange.importList>('itembank.imports', { page, pageSize }, { keep: true })
  return (
    <section className="panel stack">
      <h2>导入记录</h2>
      <Loaded of={list} book={itembankRefusals}>
        {({ total, rows }) =>
          total === 0 ? (
            <p className="quiet">还没有导入过文件。</p>
          ) : (
            <Table<ImportRow>
              size="small"
              rowKey="itemImportId"
              columns={columns}
              dataSource={rows}
              scroll={{ x: 760 }}
              pagination={{ total, pageSize, current: page, onChange: setPage, hideOnSinglePage: true }}
            />
          )
        }
      </Loaded>
    </section>
  )
}

const Import = () => {
  const banks = useQuery<typeof knowledge.bankList>('itembank.banks', {})
  return (
    <div className="stack">
      <header className="list-head">
        <div>
          <h1>导入试题</h1>
          <p className="quiet">上传后先核对：逐题对照原文、改正有误的题，确认后才写入题库。</p>
        </div>
        <ButtonLink kind="plain" to="/banks/import">
          导入细目表
        </ButtonLink>
      </header>
      <Loaded of={banks} book={itembankRefusals}>
        {(value) =>
          value.banks.some(({ treePoints }) => treePoints) ? (
            <Upload banks={value.banks.filter(({ treePoints }) => treePoints)} />
          ) : (
            <EmptyState title="还没有题库">
              <p className="quiet">试题须对应鉴定点，请先导入鉴定要素细目表。</p>
              <ButtonLink to="/banks/import">导入细目表</ButtonLink>
            </EmptyState>
          )
        }
      </Loaded>
      <Records />
    </div>
  )
}

export default function ItemImport() {
  return (
    <UndertakingGate>
      <Import />
    </UndertakingGate>
  )
}
