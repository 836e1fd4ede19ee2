import { type FormEvent, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { publicOrganisations } from '#modules/filing/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'
import { Input } from '../../../kit/fields.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Pager } from '../../../kit/pager.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import './organisation-list.css'

type Organisation = ReplyOf<typeof publicOrganisations>['rows'][number]

const OrganisationCard = ({ row }: { readonly row: Organisation }) => (
  <article className="panel stack organisation-card">
    <header>
      <h2>{row.name}</h2>
      <p className="quiet">
        机构编码 {row.code} · {row.typeName} · {row.cityName} · 备案{dayText(row.filedOn)}至
        {row.validUntil ? dayText(row.validUntil) : '长期'}
      </p>
    </header>
    <table>
      <thead>
        <tr>
          <th scope="col">职业（工种）</th>
          <th scope="col">编码</th>
          <th scope="col">等级</th>
          <th scope="col">依据</th>
        </tr>
      </thead>
      <tbody>
        {row.scope.map((line) => (
          <tr key={`${line.occupationCode} ${line.trade} ${line.standard}`}>
            <td>
              {line.occupationName}
              {line.trade && `（${line.trade}）`}
            </td>
            <td>{line.occupationCode}</td>
            <td>{line.levels.join('、')}</td>
            <td>{line.standard}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </article>
)

const Search = ({
  search,
  onSearch,
}: {
  search: URLSearchParams
  onSearch: (next: URLSearchParams) => void
}) => {
  const [name, setName] = useState(search.get('name') ?? '')
  const [occupation, setOccupation] = useState(search.get('occupation') ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = new URLSearchParams()
    if (name) next.set('name', name)
    if (occupation) next.set('occupation', occupation)
    onSearch(next)
  }
  return (
    <form className="panel stack" onSubmit={submit}>
      <Input label="机构名称" value={name} onText={setName} />
      <Input label="职业、工种或编码" value={occupation} onText={setOccupation} />
      <div>
        <Button type="submit">查询</Button>
      </div>
    </form>
  )
}

/** 机构查询: who may assess what, today; the address can be passed on. */
const OrganisationList = () => {
  const [search, setSearch] = useSearchParams()
  const page = Number(search.get('page')) || 1
  const name = search.get('name')
  const occupation = search.get('occupation')
  const found = useQuery<typeof publicOrganisations>(
    'filing.publicOrganisations',
    { page, pageSize: 10, ...(name && { name }), ...(occupation && { occupation }) },
    { keep: true },
  )
  const turn = (to: number) => {
    const next = new URLSearchParams(search)
    next.set('page', String(to))
    setSearch(next)
  }
  return (
    <div className="stack">
      <h1>机构查询</h1>
      <p className="quiet">下列机构经人力资源社会保障部门备案，只能在所列职业、工种和等级内开展认定。</p>
      <Search search={search} onSearch={setSearch} />
      <Loaded of={found}>
        {({ total, rows }) => (
          <>
            {rows.length === 0 && <EmptyState title="没有符合条件的机构" />}
            {rows.map((row) => (
              <OrganisationCard key={row.code} row={row} />
            ))}
            <Pager page={page} pageSize={10} total={total} onPage={turn} />
          </>
        )}
      </Loaded>
    </div>
  )
}

export default OrganisationList
