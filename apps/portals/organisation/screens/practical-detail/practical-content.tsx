import { useState } from 'react'
import type * as practical from '#modules/itembank/practical/contract.ts'
import {
  capText,
  deductionText,
  type PracticalModule,
  supplyKinds,
} from '#modules/itembank/practical/core/practical.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { saveHanded } from '../../../kit/handed-file.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'

type Shown = ReplyOf<typeof practical.viewPractical>

const Problems = ({ of }: { readonly of: Shown['problems'] }) =>
  of.length === 0 ? (
    <p>核验：配分、权重、时间、评分点和否决项均符合要求。</p>
  ) : (
    <ul className="practical-problems" aria-label="须改正的问题">
      {of.map(({ field, sentence, clauses }) => (
        <li key={`${field} ${sentence}`}>
          {sentence} <ClauseChips ids={clauses} />
        </li>
      ))}
    </ul>
  )

const Points = ({ of }: { readonly of: PracticalModule['scoringPoints'] }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
  <section className="edit-scroll" aria-label="评分点" tabIndex={0}>
    <table>
      <thead>
        <tr>
          {['代码', '考核内容', '考核要求', '配分', '扣分规则', '每条上限'].map((title) => (
            <th key={title}>{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {of.map(({ code, item, requirement, maxScore, deductions }) => (
          <tr key={code}>
            <td>{code}</td>
            <td>{item}</td>
            <td>{requirement}</td>
            <td>{maxScore}</td>
            <td>{deductions.map(deductionText).join('；')}</td>
            <td>{deductions.map(capText).join('；')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const Module = ({ of }: { readonly of: PracticalModule }) => (
  <details className="panel" open={of.order === 1}>
    <summary>
      <strong>
        {of.code} {of.name}
      </strong>
      （{of.maxScore}分，权重{of.weightPercent}%，{of.minutes}分钟）
    </summary>
    <h2>操作要求</h2>
    <ol>
      {of.task.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ol>
    <h2>评分点</h2>
    <Points of={of.scoringPoints} />
    <h2>准备</h2>
    <p>
      工位：每名考生{of.preparation.station.perCandidate}个。{of.preparation.station.description}
    </p>
    {supplyKinds.map(({ key, name }) => (
      <p key={key}>
        {name}：
        {of.preparation[key]
          .map(({ name: thing, spec, qtyPerStation, unit }) => `${thing}（${spec}）${qtyPerStation}${unit}`)
          .join('；') || '无'}
      </p>
    ))}
    <p>考生自带：{of.preparation.candidateBrings.join('；') || '无'}</p>
  </details>
)

const Paper = ({ of: { paper, problems } }: { readonly of: Shown }) => (
  <div className="stack practical-content">
    <Problems of={problems} />
    {paper.modules.map((module) => (
      <Module key={module.code} of={module} />
    ))}
    <section className="panel">
      <h2>否决项</h2>
      <ol>
        {paper.vetoItems.map(({ code, text, effect }) => (
          <li key={code}>
            {text}：{effect}
          </li>
        ))}
      </ol>
    </section>
  </div>
)

/** The paper with its score sheet, shown after saying that looking is recorded. */
export const PracticalContent = ({ practicalId }: { readonly practicalId: string }) => {
  const view = useCommand<typeof practical.viewPractical>('itembank.viewPractical')
  const exported = useCommand<typeof practical.exportPractical>('itembank.exportPractical')
  const [shown, setShown] = useState<Shown | null>(null)
  const show = async () => {
    const outcome = await view.run({ practicalId })
    if (outcome && !outcome.refused) setShown(outcome.value)
  }
  const save = async (format: 'json' | 'xlsx') => {
    const outcome = await exported.run({ practicalId, format })
    if (outcome && !outcome.refused) saveHanded(outcome.value)
  }
  return (
    <div className="stack">
      {!shown && (
        <p>
          内容属于秘密，查看和导出会留下记录。 <ClauseChips ids={['SDS-4.2-07']} />
        </p>
      )}
      <div className="row">
        {!shown && (
          <Button busy={view.pending} onClick={show}>
            查看内容
          </Button>
        )}
        <Button kind="plain" busy={exported.pending} onClick={() => save('xlsx')}>
          导出工作簿
        </Button>
        <Button kind="plain" busy={exported.pending} onClick={() => save('json')}>
          导出数据文件
        </Button>
      </div>
      <Trouble of={view} book={itembankRefusals} />
      <Trouble of={exported} book={itembankRefusals} />
      {shown && <Paper of={shown} />}
    </div>
  )
}
