import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type * as items from '#modules/itembank/item/contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { useSession } from '../../../kit/session.ts'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { EnemiesDialog } from '../../items/enemies-dialog.tsx'
import { type Step, StepDialog, type StepName } from '../../items/item-steps.tsx'
import { decimal, gradeName, percent, toneOf } from '../../items/words.ts'
import type { Chosen } from '../item-export/chosen.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { DraftsDialog } from './drafts-dialog.tsx'
import { filterOf, ItemFilters } from './item-filters.tsx'
import './item-bank.css'

type Row = ReplyOf<typeof items.itemList>['rows'][number]
type Target = InputOf<typeof items.moveItems>['of']

const Marks = ({ of }: { readonly of: Row }) => (
  <span className="item-marks">
    {[of.hasPicture && '图', of.hasFormula && '公式'].filter(Boolean).join('、')}
  </span>
)

const columns: TableColumnsType<Row> = [
  {
    title: '试题编号',
    dataIndex: 'code',
    render: (code: string, { itemId, edition }) => (
      <Link to={`/items/${itemId}`}>
        {code}
        {edition > 1 && `（第${edition}版）`}
      </Link>
    ),
  },
  { title: '题型', dataIndex: 'typeName' },
  {
    title: '状态',
    dataIndex: 'stateName',
    render: (name: string, { state }) => <StatusTag tone={toneOf(state)}>{name}</StatusTag>,
  },
  {
    title: '鉴定点',
    dataIndex: 'pointCode',
    render: (code: string, { pointName }) => (pointName ? `${code} ${pointName}` : code),
  },
  { title: '难度', dataIndex: 'difficulty', render: gradeName },
  { title: '一致性', dataIndex: 'consistency', align: 'right' },
  { title: '命题人', dataIndex: 'authorName', render: (name: string | null) => name ?? '——' },
  { title: '来源', dataIndex: 'originName' },
  { title: '含有', key: 'marks', render: (_, row) => <Marks of={row} /> },
  { title: '已入试卷', dataIndex: 'inPapers', align: 'right' },
  { title: '答对率', dataIndex: 'right', align: 'right', render: percent },
  { title: '区分度', dataIndex: 'discrimination', align: 'right', render: decimal },
  {
    title: '修改时间',
    dataIndex: 'changedAt',
    render: (at: string | null) => (at ? <Instant at={at} /> : '——'),
  },
]

/** The steps that the server offers for any of these rows. */
const stepsOf = (rows: readonly Row[]): readonly Step[] => [
  ...new Map(
    rows
      .flatMap(({ availableActions }) => availableActions)
      .map((step) => [step.action, { action: step.action as StepName, title: step.title }]),
  ).values(),
]

type Open =
  | { readonly kind: 'step'; readonly steps: readonly Step[]; readonly of: Target; readonly title: string }
  | { readonly kind: 'drafts'; readonly itemIds: readonly string[] }
  | { readonly kind: 'enemies'; readonly bank: string; readonly codes: readonly string[] }

const OpenDialog = ({ of, onClose }: { readonly of: Open; readonly onClose: () => void }) => {
  if (of.kind === 'step') return <StepDialog {...of} onClose={onClose} />
  return of.kind === 'drafts' ? (
    <DraftsDialog itemIds={of.itemIds} onClose={onClose} />
  ) : (
    <EnemiesDialog bank={of.bank} codes={of.codes} onClose={onClose} />
  )
}

interface Duties {
  readonly keeps: boolean
  readonly writes: boolean
}

/** Takes a selection or the present filter along to the export. */
const useExport = () => {
  const navigate = useNavigate()
  return (chosen: Chosen) => void navigate('/items/export', { state: chosen })
}

const bulkOf = (
  { open, take }: { readonly open: (what: Open) => void; readonly take: (chosen: Chosen) => void },
  { keeps, writes }: Duties,
) => {
  const act = (what: (rows: readonly Row[]) => Open) => async (rows: readonly Row[]) => {
    open(what(rows))
    return undefined
  }
  const step = act((rows) => ({
    ...{ kind: 'step', steps: stepsOf(rows), title: `办理所选${rows.length}道试题` },
    of: { itemIds: rows.map(({ itemId }) => itemId) },
  }))
  const drafts = act((rows) => ({ kind: 'drafts', itemIds: rows.map(({ itemId }) => itemId) }))
  const exported = async (rows: readonly Row[]) => {
    const bank = rows[0]?.bank ?? ''
    take({ bank, words: `所选${rows.length}道试题`, of: { itemIds: rows.map(({ itemId }) => itemId) } })
    return undefined
  }
  const enemies = act((rows) => ({
    ...{ kind: 'enemies', bank: rows[0]?.bank ?? '', codes: rows.map(({ code }) => code) },
  }))
  return [
    { title: '办理', act: step },
    ...(writes ? [{ title: '改鉴定点或难度', act: drafts }] : []),
    ...(keeps
      ? [
          { title: '设为互斥', act: enemies },
          { title: '导出', act: exported },
        ]
      : []),
  ]
}

const useDuties = () => {
  const roles = useSession().session?.actor?.roles ?? []
  const keeps = roles.includes('org-itembank')
  return { keeps, writes: keeps || roles.includes('org-item-writer') }
}

const Tools = ({ all, exported }: { readonly all: React.ReactNode; readonly exported: React.ReactNode }) => {
  const { keeps, writes } = useDuties()
  return (
    <>
      {all}
      {keeps && (
        <>
          <ButtonLink kind="plain" to="/banks">
            题库
          </ButtonLink>
          {exported}
          <ButtonLink kind="plain" to="/items/import">
            导入
          </ButtonLink>
        </>
      )}
      {writes && <ButtonLink to="/items/new">录入试题</ButtonLink>}
    </>
  )
}

const Items = ({ banks }: { readonly banks: readonly string[] }) => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const filter = filterOf(fields)
  const rows = useQuery<typeof items.itemList>(
    'itembank.items',
    { page, pageSize, ...filter },
    { keep: true },
  )
  const [open, setOpen] = useState<Open | null>(null)
  const duties = useDuties()
  const total = rows.value?.total ?? 0
  const steps = stepsOf(rows.value?.rows ?? [])
  const take = useExport()
  const found = { bank: filter.bank ?? '', words: `查询到的${total}道试题`, of: { filter } }
  const exported = (
    <Button kind="plain" disabled={total === 0} onClick={() => take(found)}>
      导出查询结果
    </Button>
  )
  const all = steps.length > 0 && (
    <Button
      kind="plain"
      onClick={() => setOpen({ kind: 'step', steps, of: { filter }, title: `办理查询到的${total}道试题` })}
    >
      办理全部结果
    </Button>
  )
  return (
    <>
      <ListScreen
        title="试题"
        lead="题干、选项和答案加密保存，查看内容须留记录。"
        filtering={filtering}
        rows={rows}
        rowKey={(row) => row.itemId}
        columns={columns}
        query={<ItemFilters banks={banks} />}
        toolbar={<Tools all={all} exported={exported} />}
        bulk={bulkOf({ open: setOpen, take }, duties)}
        actions={(row) => <Link to={`/items/${row.itemId}`}>查看</Link>}
      />
      {open && <OpenDialog of={open} onClose={() => setOpen(null)} />}
    </>
  )
}

const Bank = () => {
  const places = useQuery<typeof items.itemPlaces>('itembank.places', {})
  return (
    <Loaded of={places} book={itembankRefusals}>
      {(value) => <Items banks={value.banks.map(({ bank }) => bank)} />}
    </Loaded>
  )
}

export default function ItemBank() {
  return (
    <UndertakingGate>
      <Bank />
    </UndertakingGate>
  )
}
