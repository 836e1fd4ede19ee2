import { useState } from 'react'
import { useParams } from 'react-router'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { instantText } from '../../../kit/day-text.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import type { Fact } from '../../../kit/facts.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { paperTone } from '../paper-states.ts'
import { OriginPanel } from '../printing/origin-panel.tsx'
import { PrintPanel } from '../printing/print-panel.tsx'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { Comparison } from './comparison.tsx'
import { Custody } from './custody.tsx'
import { Distribution } from './distribution.tsx'
import { formOf } from './forms.tsx'
import { Making } from './making.tsx'

type Detail = ReplyOf<typeof papers.paperDetail>

const factsOf = (value: Detail): readonly Fact[] => [
  {
    label: '批次和场次',
    value: value.binding
      ? `${value.binding.batchName} 第${value.binding.number}场 ${instantText(value.binding.startsAt)}`
      : '尚未指定',
    clauses: ['SDS-4.2-03'],
  },
  {
    label: '作答方式',
    value: value.inPrint ? '纸笔作答' : '机考（也可印制为纸笔作答）',
    clauses: ['SDS-4.2-04'],
  },
  { label: '满分和时长', value: `${value.totalPoints}分，${value.minutes}分钟` },
  { label: '组卷人', value: value.assembledByName },
  { label: '审核人', value: value.reviewedByName ?? '尚未审核' },
  {
    label: '最早启封',
    value: value.earliestOpening ? <Instant at={value.earliestOpening} /> : '尚未密封',
    clauses: ['SDS-4.2-09'],
  },
  { label: '与其他试卷相同的题', value: `${value.sharedItems}题` },
]

/** Where the paper stands and the one next action. */
const standingOf = ({ state, binding, custodians, inPrint }: Detail): string => {
  switch (state) {
    case 'assembled':
      return '已组卷；下一步：由组卷人以外的题库管理人员审核，并指定场次。'
    case 'reviewed':
      if (!binding) return '已审核；下一步：指定批次和场次。'
      return custodians.length < 2
        ? `已审核；下一步：保管人设置口令（现有${custodians.length}名，须2名以上）。`
        : '保管人已设置口令；下一步：由保密管理人员密封。'
    case 'sealed':
      return inPrint
        ? '已密封；到启封时间由保管人到场启封，印制后制作试卷袋。'
        : '已密封；下一步：下发考场并登记交接。'
    case 'dispatched':
      return '已下发；考试当日由保管人到场启封。'
    case 'voided':
      return '已作废，不能再使用。'
    default:
      return inPrint ? '已启封；下一步：印制并制作试卷袋。' : '已启封，不能再次使用。'
  }
}

const Actions = ({ of, onPick }: { readonly of: Detail; readonly onPick: (action: string) => void }) => (
  <>
    {of.availableActions.map(({ action, title, enabled, refusal }) => (
      <Button
        key={action}
        kind={action === 'itembank.voidPaper' ? 'danger' : 'plain'}
        disabled={!enabled}
        title={refusal}
        onClick={() => onPick(action)}
      >
        {title}
      </Button>
    ))}
  </>
)

const Obstacles = ({ of }: { readonly of: Detail }) => {
  const words = of.availableActions.filter(({ refusal }) => refusal)
  if (words.length === 0) return null
  return (
    <ul className="quiet paper-obstacles">
      {words.map(({ action, title, refusal }) => (
        <li key={action}>
          {title}：{refusal}
        </li>
      ))}
    </ul>
  )
}

const Paper = ({ value }: { readonly value: Detail }) => {
  const [action, setAction] = useState<string | null>(null)
  const chosen = value.availableActions.find((one) => one.action === action)
  const close = () => setAction(null)
  return (
    <>
      <DetailScreen
        title={value.title}
        status={<StatusTag tone={paperTone(value.state)}>{value.stateName}</StatusTag>}
        actions={<Actions of={value} onPick={setAction} />}
        trouble={<Obstacles of={value} />}
        facts={factsOf(value)}
        documents={
          value.sealedFile
            ? [
                {
                  title: '密封试卷包',
                  state: 'generated',
                  files: [{ ...value.sealedFile, name: `${value.title}.sealed`, format: '密封包' }],
                  digest: value.contentHash,
                },
              ]
            : []
        }
        tabs={[
          {
            key: 'content',
            title: '组成',
            standing: standingOf(value),
            content: <Distribution of={value} />,
          },
          {
            key: 'making',
            title: '组卷依据',
            standing: standingOf(value),
            content: <Making paperId={value.paperId} />,
          },
          {
            key: 'comparison',
            title: '试卷比较',
            standing: standingOf(value),
            content: <Comparison paperId={value.paperId} />,
          },
          {
            key: 'custody',
            title: '密封与交接',
            standing: standingOf(value),
            content: <Custody of={value} />,
          },
          {
            key: 'origin',
            title: '编制与审批',
            standing: standingOf(value),
            content: <OriginPanel paper={{ subject: 'theory', paperId: value.paperId }} />,
          },
          {
            key: 'print',
            title: '印制',
            standing: standingOf(value),
            content: <PrintPanel paper={{ subject: 'theory', paperId: value.paperId }} />,
          },
        ]}
      />
      <Dialog title={chosen?.title ?? ''} open={chosen !== undefined} onClose={close}>
        {chosen && formOf(chosen.action, { paper: value, onDone: close })}
      </Dialog>
    </>
  )
}

const Shown = () => {
  const { paperId = '' } = useParams()
  const detail = useQuery<typeof papers.paperDetail>('itembank.paper', { paperId })
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => <Paper value={value} />}
    </Loaded>
  )
}

export default function PaperDetail() {
  return (
    <UndertakingGate>
      <Shown />
    </UndertakingGate>
  )
}
