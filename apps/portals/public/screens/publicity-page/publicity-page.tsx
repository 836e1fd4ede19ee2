import { type FormEvent, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type * as publicity from '#modules/scoring/publicity.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Input } from '../../../kit/fields.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { Pager } from '../../../kit/pager.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { ObjectionForm } from '../../../reader/objection-form.tsx'
import './publicity-page.css'

type Page = ReplyOf<typeof publicity.publicityPage>

const Rows = ({ rows }: { readonly rows: Page['rows'] }) => (
  <div className="publicity-scroll">
    <table className="publicity-table">
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">姓名</th>
          <th scope="col">证件号码</th>
          <th scope="col">职业（工种）</th>
          <th scope="col">等级</th>
          <th scope="col">理论</th>
          <th scope="col">技能</th>
          <th scope="col">结果</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <td>{row.number}</td>
            <td>{row.nameMasked}</td>
            <td>{row.documentMasked}</td>
            <td>{row.occupation}</td>
            <td>{row.levelName}</td>
            <td>{row.theory ?? '——'}</td>
            <td>{row.practical ?? '——'}</td>
            <td>
              {row.passed ? '合格' : '不合格'}
              {row.correction && <small>（{row.correction}）</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const Search = ({ find, onFind }: { readonly find: string; readonly onFind: (find: string) => void }) => {
  const [words, setWords] = useState(find)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onFind(words)
  }
  return (
    <form className="row publicity-search no-print" onSubmit={submit}>
      <Input label="查找（序号、姓氏或证件号码末四位）" value={words} onText={setWords} maxLength={30} />
      <Button type="submit" kind="plain">
        查找
      </Button>
    </form>
  )
}

const Head = ({ page }: { readonly page: Page }) => (
  <header className="stack">
    <h1>{page.batchName} 职业技能等级认定结果公示</h1>
    <p className="row">
      {page.organisationName}
      <StatusTag tone={page.open ? 'running' : 'done'}>{page.open ? '公示中' : '已结束'}</StatusTag>
    </p>
    <p>
      公示期：
      <DayText on={page.startsOn} />至<DayText on={page.endsOn} />
      {page.days !== null && `（${page.days} 个工作日）`} <ClauseChips ids={page.clauses} />
    </p>
    {page.open && (
      <p>
        公示期内对结果有异议的，可在本页提出
        {page.organisationPhone && `，或致电 ${page.organisationPhone}`}。共 {page.total} 人，合格{' '}
        {page.passed} 人。
      </p>
    )}
  </header>
)

export default function PublicityPage() {
  const { publicityId = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const number = Number(search.get('page')) || 1
  const pageSize = Number(search.get('pageSize')) || 50
  const find = search.get('find') ?? ''
  const go = (next: { readonly page?: number; readonly pageSize?: number; readonly find?: string }) => {
    const made = { page: number, pageSize, find, ...next }
    setSearch({
      page: String(made.page),
      pageSize: String(made.pageSize),
      ...(made.find && { find: made.find }),
    })
  }
  const page = useQuery<typeof publicity.publicityPage>(
    'scoring.publicityPage',
    { publicityId, page: number, pageSize, ...(find && { find }) },
    { keep: true },
  )
  return (
    <Loaded of={page}>
      {(value) => (
        <div className="stack">
          <Head page={value} />
          {value.open ? (
            <>
              <Search find={find} onFind={(words) => go({ find: words, page: 1 })} />
              {value.rows.length === 0 ? (
                <EmptyState title="没有符合条件的记录" />
              ) : (
                <Rows rows={value.rows} />
              )}
              <div className="row no-print">
                <Pager
                  page={number}
                  pageSize={pageSize}
                  total={value.total}
                  onPage={(to) => go({ page: to })}
                />
                <Button kind="plain" onClick={() => window.print()}>
                  打印本页
                </Button>
              </div>
              <ObjectionForm publicityId={publicityId} />
            </>
          ) : (
            <EmptyState title="公示已经结束，名单不再显示" />
          )}
        </div>
      )}
    </Loaded>
  )
}
