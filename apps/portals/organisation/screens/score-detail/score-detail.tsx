import { useParams } from 'react-router'
import type * as scoring from '#modules/scoring/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Histogram } from '../../../kit/histogram.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { Corrections } from './corrections.tsx'
import { EntryPanel } from './entry-panel.tsx'
import { KeyErrors } from './key-errors.tsx'
import { PracticalPanel } from './practical-panel.tsx'
import { ResultTable } from './result-table.tsx'
import { TheoryPanel } from './theory-panel.tsx'

type Overview = ReplyOf<typeof scoring.overview>

const Statistics = ({ overview }: { readonly overview: Overview }) => (
  <div className="row">
    {overview.statistics.map(({ subject, subjectName, statistics }) => (
      <section key={subject} className="panel">
        <Histogram title={`${subjectName}成绩分布`} bars={statistics.bins} />
        <p>
          {statistics.count} 人有成绩，平均 {statistics.mean} 分，最高 {statistics.highest}，最低{' '}
          {statistics.lowest}；{statistics.reached} 人达到 {overview.passMark} 分。
        </p>
      </section>
    ))}
  </div>
)

const tabsOf = (batchId: string, overview: Overview) => {
  const { standing, entry } = overview
  return [
    {
      key: 'theory',
      title: '理论评分',
      standing: `应考 ${standing.withTheory} 人，已评 ${standing.theoryScored} 人，待确认 ${standing.theoryToConfirm} 人。`,
      content: <TheoryPanel batchId={batchId} overview={overview} />,
    },
    {
      key: 'practical',
      title: '技能评分',
      standing: `应考 ${standing.withPractical} 人，已有成绩 ${standing.practicalScored} 人，缺考 ${standing.practicalAbsent} 人。`,
      content: <PracticalPanel batchId={batchId} overview={overview} />,
    },
    {
      key: 'entry',
      title: '登分复核',
      standing: `${entry.stateTitle}。录入和复核须由两人办理。`,
      content: <EntryPanel batchId={batchId} overview={overview} />,
    },
    {
      key: 'results',
      title: '成绩汇总',
      standing: `合格 ${standing.passed} 人，不合格 ${standing.failed} 人，违纪 ${standing.cheating} 人。`,
      content: (
        <div className="stack">
          <Statistics overview={overview} />
          <ResultTable batchId={batchId} />
        </div>
      ),
    },
    {
      key: 'corrections',
      title: '成绩更正',
      standing: '更正由一人提出、机构负责人决定，更正前后都保留。',
      content: <Corrections batchId={batchId} />,
    },
    {
      key: 'keys',
      title: '标准答案反映',
      standing: '标准答案不能直接更改；经机构同意后重新评分，逐人留下更正记录。',
      content: <KeyErrors batchId={batchId} />,
    },
  ]
}

export default function ScoreDetail() {
  const { batchId = '' } = useParams()
  const overview = useQuery<typeof scoring.overview>('scoring.overview', { batchId })
  return (
    <Loaded of={overview}>
      {(value) => (
        <DetailScreen
          batchId={batchId}
          title={`${value.batchName} 成绩`}
          status={
            <StatusTag tone={value.entry.state === 'verified' ? 'done' : 'running'}>
              {value.entry.stateTitle}
            </StatusTag>
          }
          facts={[
            { label: '考生', value: `${value.standing.candidates} 人` },
            { label: '登分负责人', value: value.entry.responsible, clauses: ['SDS-5.1-16'] },
            { label: '录入人员', value: value.entry.entered?.name },
            { label: '复核人员', value: value.entry.checked?.name, clauses: ['SDS-5.1-15'] },
          ]}
          tabs={tabsOf(batchId, value)}
        />
      )}
    </Loaded>
  )
}
