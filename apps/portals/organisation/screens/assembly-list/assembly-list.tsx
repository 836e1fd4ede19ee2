import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { Scroll } from '../assembly-detail/scroll.tsx'
import { assemblyTone } from '../paper-states.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { DrawForm } from './draw-form.tsx'
import { FinishedForm } from './finished-form.tsx'
import { OutsideForm } from './outside-form.tsx'
import '../assembly-detail/assembly.css'

type Assemblies = ReplyOf<typeof assembly.assemblyList>['assemblies']

const ways = [
  { way: 'draw', title: '按规则抽题' },
  { way: 'finished', title: '引入成卷' },
  { way: 'outside', title: '登记外部试卷' },
] as const
type Way = (typeof ways)[number]['way']

const Recent = ({ of }: { readonly of: Assemblies }) => {
  if (of.length === 0) return <EmptyState title="还没有组卷记录" />
  return (
    <Scroll label="最近的组卷">
      <table className="assembly-table">
        <thead>
          <tr>
            <th>题库和规则</th>
            <th>方式</th>
            <th>状态</th>
            <th>组卷人</th>
            <th>时间</th>
            <th>操作</th>
          </tr>
        </thead>
        <tbody>
          {of.map((row) => (
            <tr key={row.assemblyId}>
              <td>
                {row.bank} · {row.rulesName} 第{row.edition}版
              </td>
              <td>
                {row.modeName} {row.forms}套
              </td>
              <td>
                <StatusTag tone={assemblyTone(row.state)}>{row.stateName}</StatusTag>
              </td>
              <td>{row.assembledByName}</td>
              <td>
                <Instant at={row.startedAt} />
              </td>
              <td>
                <Link to={`/assemblies/${row.assemblyId}`}>查看</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const Ways = ({ way, onWay }: { readonly way: Way; readonly onWay: (way: Way) => void }) => (
  <fieldset className="row assembly-ways" aria-label="组卷方式">
    {ways.map((one) => (
      <Button
        key={one.way}
        kind={one.way === way ? 'main' : 'plain'}
        aria-pressed={one.way === way}
        onClick={() => onWay(one.way)}
      >
        {one.title}
      </Button>
    ))}
  </fieldset>
)

const Assemblies = () => {
  const rules = useQuery<typeof assembly.ruleSetList>('itembank.ruleSets', {})
  const recent = useQuery<typeof assembly.assemblyList>('itembank.assemblies', {})
  const [search] = useSearchParams()
  const [way, setWay] = useState<Way>('draw')
  return (
    <div className="stack">
      <header className="list-head">
        <div>
          <h1>组卷</h1>
          <p className="quiet">按组卷规则从本机构题库抽题；同一题库、规则和随机种子得到同一份试卷。</p>
        </div>
        <ButtonLink kind="plain" to="/rules">
          组卷规则
        </ButtonLink>
      </header>
      <Loaded of={rules} book={itembankRefusals}>
        {({ ruleSets }) => (
          <section className="panel stack">
            <Ways way={way} onWay={setWay} />
            {way === 'draw' && <DrawForm ruleSets={ruleSets} chosen={search.get('rules') ?? ''} />}
            {way === 'finished' && <FinishedForm ruleSets={ruleSets} />}
            {way === 'outside' && <OutsideForm />}
          </section>
        )}
      </Loaded>
      <section className="panel stack">
        <h2>最近的组卷</h2>
        <Loaded of={recent} book={itembankRefusals}>
          {({ assemblies }) => <Recent of={assemblies} />}
        </Loaded>
      </section>
    </div>
  )
}

export default function AssemblyList() {
  return (
    <UndertakingGate>
      <Assemblies />
    </UndertakingGate>
  )
}
