import '../printing/printing.css'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type * as practical from '#modules/itembank/practical/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import type { Fact } from '../../../kit/facts.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { practicalTone } from '../practical-states.ts'
import { OriginPanel } from '../printing/origin-panel.tsx'
import { PrintPanel } from '../printing/print-panel.tsx'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { PracticalContent } from './practical-content.tsx'
import { StepForm, stepWords } from './step-form.tsx'

type Detail = ReplyOf<typeof practical.practicalDetail>

const Editions = ({ of }: { readonly of: Detail }) => (
  <>
    {of.editions.map(({ practicalId, edition, stateName }, at) => (
      <span key={practicalId}>
        {at > 0 && '，'}
        {practicalId === of.practicalId ? (
          `第${edition}版（${stateName}）`
        ) : (
          <Link to={`/practicals/${practicalId}`}>
            第{edition}版（{stateName}）
          </Link>
        )}
      </span>
    ))}
  </>
)

const factsOf = (value: Detail): readonly Fact[] => [
  { label: '编号', value: value.paperNo },
  { label: '职业等级', value: `${value.occupationName} ${value.levelName}` },
  {
    label: '总分和时间',
    value: `${value.totalScore}分，${value.totalMinutes}分钟，${value.modules}个模块`,
    clauses: ['HN-1.8.3.5-04'],
  },
  { label: '编制人', value: value.authorNames, clauses: ['SDE-4.5-26'] },
  { label: '审核人', value: value.reviewedByName ?? '尚未审核' },
  { label: '各版', value: <Editions of={value} />, clauses: ['HN-1.8.3.5-03'] },
]

const standingOf = ({ state, problems }: Detail): string => {
  if (state === 'draft')
    return problems > 0
      ? `草稿有 ${problems} 处须改正；改正后由编制人以外的人审核。`
      : '草稿已核验无误；下一步：由编制人以外的人审核。'
  if (state === 'reviewed') return '已审核；下一步：启用，启用后各批次可以采用。'
  return state === 'in-force'
    ? '已启用；在“评分与成绩”中为批次采用，评分记录表随之生效。'
    : '已停用，不能再采用；已采用的批次不受影响。'
}

const Actions = ({ of, onPick }: { readonly of: Detail; readonly onPick: (action: string) => void }) => {
  const navigate = useNavigate()
  const pick = (action: string) =>
    action === 'itembank.savePractical' ? void navigate(`/practicals/${of.practicalId}/edit`) : onPick(action)
  return (
    <>
      {of.availableActions.map(({ action, title, enabled, refusal }) => (
        <Button
          key={action}
          kind={action === 'itembank.retirePractical' ? 'danger' : 'plain'}
          disabled={!enabled}
          title={refusal}
          onClick={() => pick(action)}
        >
          {title}
        </Button>
      ))}
    </>
  )
}

const Obstacles = ({ of }: { readonly of: Detail }) => {
  const held = of.availableActions.filter(({ refusal }) => refusal)
  if (held.length === 0) return null
  return <p className="quiet">{held.map(({ title, refusal }) => `${title}：${refusal}`).join(' ')}</p>
}

const Practical = ({ value }: { readonly value: Detail }) => {
  const [action, setAction] = useState<string | null>(null)
  const close = () => setAction(null)
  const paper = { subject: 'practical', paperId: value.practicalId } as const
  const standing = standingOf(value)
  return (
    <>
      <DetailScreen
        title={`${value.title}　第${value.edition}版`}
        status={<StatusTag tone={practicalTone(value.state)}>{value.stateName}</StatusTag>}
        actions={<Actions of={value} onPick={setAction} />}
        trouble={<Obstacles of={value} />}
        facts={factsOf(value)}
        tabs={[
          {
            key: 'content',
            title: '内容与核验',
            standing,
            content: <PracticalContent practicalId={value.practicalId} />,
          },
          { key: 'origin', title: '编制与审批', standing, content: <OriginPanel paper={paper} /> },
          { key: 'print', title: '印制', standing, content: <PrintPanel paper={paper} /> },
        ]}
      />
      <Dialog title={action ? (stepWords[action]?.title ?? '') : ''} open={action !== null} onClose={close}>
        {action && <StepForm action={action} of={value} onDone={close} />}
      </Dialog>
    </>
  )
}

const Shown = () => {
  const { practicalId = '' } = useParams()
  const detail = useQuery<typeof practical.practicalDetail>('itembank.practical', { practicalId })
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => <Practical value={value} key={value.practicalId} />}
    </Loaded>
  )
}

export default function PracticalDetail() {
  return (
    <UndertakingGate>
      <Shown />
    </UndertakingGate>
  )
}
