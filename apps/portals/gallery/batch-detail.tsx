import { DetailScreen } from '../desk/detail-screen.tsx'
import { ImportSteps } from '../desk/import-steps.tsx'
import { Button } from '../kit/button.tsx'
import { DayText } from '../kit/moment.tsx'
import { RefusalCard } from '../kit/refusal-card.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { documents, refusal, segments } from './sample.ts'

const roster = (
  <ImportSteps
    title="导入报名名单"
    template="/api/files/o/template"
    onUploaded={() => {}}
    onCommit={() => {}}
    dryRun={{
      total: 2000,
      good: 1998,
      errors: [
        {
          row: 17,
          column: '证件号码',
          value: '370103198209149870',
          reason: '校验位不符',
          clauses: ['SDS-3.1-01'],
        },
        { row: 204, column: '申报等级', value: '二级', reason: '不在备案范围内', clauses: ['SDS-3.1-02'] },
      ],
      errorWorkbook: '/api/files/o/errors',
    }}
  />
)

export default function BatchDetail() {
  return (
    <DetailScreen
      title="2026年第4批 电工 四级"
      status={<StatusTag tone="running">报名中</StatusTag>}
      actions={<Button>提交计划</Button>}
      trouble={<RefusalCard refusal={refusal} />}
      segments={segments}
      facts={[
        { label: '报名截止', value: <DayText on="2026-12-07" />, clauses: ['SDS-3.1-01'] },
        { label: '考试日期', value: <DayText on="2026-12-26" /> },
        { label: '承办站点', value: '第一考点' },
      ]}
      documents={documents}
      tabs={[
        { key: 'enrol', title: '报名', standing: '已报名 1,204 人；下一步：导入名单。', content: roster },
        { key: 'arrange', title: '编排', standing: '报名截止后开始。', content: null },
      ]}
    />
  )
}
