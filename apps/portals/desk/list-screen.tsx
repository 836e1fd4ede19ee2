import { Button, Dropdown, Form, Pagination, Table, type TableColumnsType } from 'antd'
import { type Key, type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { QueryState } from '../kit/client.ts'
import { Icon } from '../kit/icons.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { EmptyState } from '../kit/states.tsx'
import { ColumnChoice, useColumnChoice } from './column-choice.tsx'

export interface ListFilters {
  /** 1-based. */
  readonly page: number
  readonly pageSize: number
  /** What the query form holds, by field; empty ones are absent. */
  readonly fields: { readonly [field: string]: string }
}

const kept = new Set(['page', 'pageSize'])

/** Filters live in the address: a reload, a bookmark and the way back show the same rows. */
export const useListFilters = (defaults: { readonly pageSize?: number } = {}) => {
  const [search, setSearch] = useSearchParams()
  const filters: ListFilters = {
    page: Number(search.get('page')) || 1,
    pageSize: Number(search.get('pageSize')) || (defaults.pageSize ?? 20),
    fields: Object.fromEntries([...search].filter(([key, value]) => !kept.has(key) && value !== '')),
  }
  const setFields = (fields: { readonly [field: string]: unknown }) => {
    const next = new URLSearchParams()
    for (const [key, value] of Object.entries(fields)) if (value) next.set(key, String(value))
    if (search.has('pageSize')) next.set('pageSize', search.get('pageSize')!)
    setSearch(next)
  }
  const setPage = (page: number, pageSize: number) => {
    const next = new URLSearchParams(search)
    next.set('page', String(page))
    next.set('pageSize', String(pageSize))
    setSearch(next)
  }
  return { filters, setFields, setPage }
}

type Filtering = ReturnType<typeof useListFilters>

export interface BulkAction<T> {
  readonly title: string
  /** What `run` of a command resolves to; the selection is cleared once it was accepted. */
  readonly act: (rows: readonly T[]) => Promise<{ readonly refused: boolean } | undefined>
}

export interface ListScreenProps<T> {
  readonly title: string
  /** One sentence saying where things stand. */
  readonly lead?: ReactNode
  readonly filtering: Filtering
  /** The reply of a list query. */
  readonly rows: QueryState<{ readonly total: number; readonly rows: readonly T[] }>
  readonly rowKey: (row: T) => string
  readonly columns: TableColumnsType<T>
  /** `<Form.Item name="state" label="状态">…</Form.Item>`, named as the fields of the filter. */
  readonly query?: ReactNode
  /** 新增 导入 导出, as the server allows. */
  readonly toolbar?: ReactNode
  readonly bulk?: readonly BulkAction<T>[]
  /** `<Trouble of={…} />` of the actions. */
  readonly trouble?: ReactNode
  /** The 操作 column, fixed at the right. */
  readonly actions?: (row: T) => ReactNode
}

const QueryForm = ({
  filtering,
  children,
}: {
  readonly filtering: Filtering
  readonly children: ReactNode
}) => {
  const [form] = Form.useForm()
  const { fields } = filtering.filters
  return (
    <Form
      key={JSON.stringify(fields)}
      form={form}
      layout="vertical"
      className="list-filters panel"
      initialValues={fields}
      onFinish={filtering.setFields}
    >
      {children}
      <div className="row list-query-buttons">
        <Button type="primary" htmlType="submit">
          查询
        </Button>
        <Button onClick={() => filtering.setFields({})}>重置</Button>
      </div>
    </Form>
  )
}

const BulkBar = <T,>(props: {
  readonly bulk: readonly BulkAction<T>[]
  readonly rows: readonly T[]
  readonly onDone: () => void
}) => (
  <p className="row list-selected">
    已选 {props.rows.length} 条
    {props.bulk.map(({ title, act }) => (
      <Button
        key={title}
        size="small"
        onClick={() => act(props.rows).then((outcome) => outcome?.refused === false && props.onDone())}
      >
        {title}
      </Button>
    ))}
    <Button size="small" type="link" onClick={props.onDone}>
      取消选择
    </Button>
  </p>
)

const Head = (props: {
  readonly title: string
  readonly lead?: ReactNode
  readonly toolbar?: ReactNode
  readonly choice: ReactNode
}) => (
  <header className="list-head">
    <div>
      <h1>{props.title}</h1>
      {props.lead && <p className="quiet">{props.lead}</p>}
    </div>
    <div className="row">
      {props.toolbar}
      <Dropdown trigger={['click']} popupRender={() => <div className="panel popup">{props.choice}</div>}>
        <Button icon={<Icon name="list" />}>列设置</Button>
      </Dropdown>
    </div>
  </header>
)

const offWhenHidden = (element: HTMLElement | null) => {
  if (element) element.inert = element.closest('[aria-hidden="true"]') !== null
}

/** antd measures columns in a hidden copy of the head; the checkbox in that copy must not take the focus. */
const HeadBox = ({ children }: { readonly children: ReactNode }) => (
  <span ref={offWhenHidden}>{children}</span>
)

/** The rows selected, kept by key; keys that left the page are forgotten. */
const useSelection = <T,>(rows: readonly T[], rowKey: (row: T) => string) => {
  const [keys, setKeys] = useState<readonly Key[]>([])
  const selected = rows.filter((row) => keys.includes(rowKey(row)))
  const rowSelection = {
    selectedRowKeys: selected.map(rowKey),
    onChange: (now: Key[]) => setKeys(now),
    columnTitle: (box: ReactNode) => <HeadBox>{box}</HeadBox>,
    getCheckboxProps: () => ({ 'aria-label': '选择本行' }),
  }
  return { selected, rowSelection, clear: () => setKeys([]) }
}

/** The one grammar of lists: query form, toolbar, selection with bulk actions, 操作 at the right, total and pages. */
export const ListScreen = <T extends object>(props: ListScreenProps<T>) => {
  const { filtering, rows: reading, rowKey, bulk = [], actions } = props
  const { page, pageSize } = filtering.filters
  const rows = reading.value?.rows ?? []
  const selection = useSelection(rows, rowKey)
  const { shown, choice } = useColumnChoice(props.title, props.columns)
  const columns: TableColumnsType<T> = actions
    ? [...shown, { title: '操作', key: 'actions', fixed: 'right', render: (_, row) => actions(row) }]
    : [...shown]
  return (
    <div className="list-screen">
      <Head
        title={props.title}
        lead={props.lead}
        toolbar={props.toolbar}
        choice={<ColumnChoice {...choice} />}
      />
      {props.query && <QueryForm filtering={filtering}>{props.query}</QueryForm>}
      <Trouble of={reading} />
      {props.trouble}
      {selection.selected.length > 0 && (
        <BulkBar bulk={bulk} rows={selection.selected} onDone={selection.clear} />
      )}
      <Table<T>
        size="small"
        rowKey={rowKey}
        columns={columns}
        dataSource={[...rows]}
        loading={reading.loading}
        pagination={false}
        // An empty table has nothing to scroll to, and nothing in it that takes the keyboard's focus.
        {...(rows.length > 0 && { scroll: { x: 'max-content' } })}
        locale={{ emptyText: <EmptyState title="没有符合条件的记录" /> }}
        {...(bulk.length > 0 && { rowSelection: selection.rowSelection })}
      />
      <Pagination
        align="end"
        current={page}
        pageSize={pageSize}
        total={reading.value?.total ?? 0}
        showTotal={(total) => `共 ${total} 条`}
        showSizeChanger
        onChange={filtering.setPage}
      />
    </div>
  )
}
