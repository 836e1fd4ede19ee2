import '../assembly-detail/assembly.css'
import { useState } from 'react'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { FactList } from '../../../kit/facts.tsx'
import { Select } from '../../../kit/fields.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { Spread } from '../assembly-detail/forms.tsx'

type Reply = ReplyOf<typeof papers.comparePapers>
type Compared = NonNullable<Reply['comparison']>

const meanText = (mean: number | null | undefined) => (typeof mean === 'number' ? mean.toFixed(2) : '——')

const Summary = ({ of }: { readonly of: Compared }) => {
  const [own, other] = of.figures
  return (
    <section className="panel">
      <FactList
        facts={[
          { label: '相同的试题', value: `${of.shared}题` },
          { label: '题数', value: `本卷${own?.items}题，对照卷${other?.items}题` },
          {
            label: '平均难度',
            value: `本卷${meanText(own?.meanDifficulty)}，对照卷${meanText(other?.meanDifficulty)}`,
          },
          {
            label: '鉴定点',
            value: `都考到${of.points.both}个，仅本卷${of.points.first}个，仅对照卷${of.points.second}个`,
          },
        ]}
      />
    </section>
  )
}

const Ranges = ({ of }: { readonly of: Compared }) => (
  <section className="panel stack">
    <h2>各鉴定范围题数</h2>
    <div className="assembly-scroll">
      <table className="assembly-table">
        <thead>
          <tr>
            <th>鉴定范围</th>
            <th className="number">本卷</th>
            <th className="number">对照卷</th>
            <th className="number">相差</th>
          </tr>
        </thead>
        <tbody>
          {of.ranges.map(({ code, name, counts: [own = 0, other = 0] }) => (
            <tr key={code}>
              <td>
                {code} {name}
              </td>
              <td className="number">{own}</td>
              <td className="number">{other}</td>
              <td className="number">{own === other ? '—' : Math.abs(own - other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

const Beside = ({ of }: { readonly of: Compared }) => {
  if (of.figures.some(({ items }) => items === 0))
    return (
      <EmptyState title="不能比较">
        <p className="quiet">两份试卷中有一份没有登记题库试题，如外部试卷。</p>
      </EmptyState>
    )
  const names = ['本', '对照']
  return (
    <>
      <Summary of={of} />
      <Spread forms={of.figures.map(({ byDifficulty }, at) => ({ name: names[at]!, byDifficulty }))} />
      <Ranges of={of} />
    </>
  )
}

/** The paper beside any other one of its bank: what they share, how hard they are, what they cover. */
export const Comparison = ({ paperId }: { readonly paperId: string }) => {
  const [otherId, setOther] = useState('')
  const reply = useQuery<typeof papers.comparePapers>(
    'itembank.comparePapers',
    { paperId, ...(otherId && { otherId }) },
    { keep: true },
  )
  return (
    <Loaded of={reply} book={itembankRefusals}>
      {({ others, comparison }) =>
        others.length === 0 ? (
          <EmptyState title="题库中没有其他试卷" />
        ) : (
          <div className="stack">
            <Select
              label="对照卷"
              value={otherId}
              onText={setOther}
              choices={others.map((one) => ({
                value: one.paperId,
                label: `${one.title}（${one.stateName}）`,
              }))}
              hint="选择同一题库的另一份试卷"
            />
            {comparison && <Beside of={comparison} />}
          </div>
        )
      }
    </Loaded>
  )
}
