import { useParams } from 'react-router'
import type * as delivery from '#modules/delivery/contract.ts'
import { DetailScreen } from '../desk/detail-screen.tsx'
import { Button, ButtonLink } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { instantText } from '../kit/day-text.ts'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { say } from '../kit/toast.tsx'
import { deliveryRefusals } from '../refusals/delivery.ts'
import { RecordPapers } from './record-papers.tsx'
import { Fingerprint, SittingState } from './sitting-columns.tsx'
import { DutyTable, NoteTable, SignInTable, type SittingDetail, StepTable } from './sitting-tables.tsx'
import { countsText, invigilatorPage } from './words.ts'

/** The buttons the server allows on a sitting. */
const useSittingActions = (sitting: SittingDetail['sitting']) => {
  const take = useCommand<typeof delivery.takeIn>('delivery.takeIn')
  const { sittingId } = sitting
  const takeIn = async () => {
    const outcome = await take.run({ sittingId })
    if (!outcome || outcome.refused) return
    const { scripts, absent, violations } = outcome.value
    say(`已接收 ${scripts} 份（缺考 ${absent} 人），违纪登记 ${violations} 条`)
  }
  const buttons = sitting.availableActions.map(({ action, title, enabled, refusal }) =>
    action === 'delivery.passcodeSheet' ? (
      <ButtonLink key={action} kind="plain" to={`/passcodes/${sittingId}`}>
        {title}
      </ButtonLink>
    ) : (
      <Button key={action} disabled={!enabled} title={refusal} busy={take.pending} onClick={takeIn}>
        {title}
      </Button>
    ),
  )
  return { buttons, trouble: <Trouble of={take} book={deliveryRefusals} /> }
}

const factsOf = ({ sitting, marks, keepers, present, absent }: SittingDetail) => [
  { label: '考点考场', value: `${sitting.siteName} ${sitting.roomName}` },
  {
    label: '编排时间',
    value: `${instantText(sitting.startsAt)} 至 ${instantText(sitting.endsAt).slice(-5)}`,
    clauses: ['SDS-4.4-02'],
  },
  {
    label: '入场截止',
    value: marks && <Instant at={marks.entryLimit} />,
    clauses: ['SDS-4.4-25'],
  },
  {
    label: '最早交卷',
    value: marks?.earliestHandIn ? <Instant at={marks.earliestHandIn} /> : null,
    clauses: ['SDS-4.4-26'],
  },
  { label: '应考 / 到考 / 缺考', value: `${sitting.expected} / ${present} / ${absent}` },
  { label: '座位情况', value: countsText(sitting.counts) || null },
  { label: '试卷保管人', value: keepers.join('、'), clauses: ['SDS-4.2-06'] },
  { label: '答卷包校验值', value: <Fingerprint of={sitting.bundleHash} />, clauses: ['SDS-5.1-02'] },
]

const Detail = ({ detail }: { readonly detail: SittingDetail }) => {
  const { sitting, steps, signIns, notes, duties } = detail
  const { buttons, trouble } = useSittingActions(sitting)
  return (
    <DetailScreen
      title={sitting.title}
      status={<SittingState state={sitting.state} />}
      facts={factsOf(detail)}
      actions={
        <>
          <a className="button plain" href={invigilatorPage} target="_blank" rel="noreferrer">
            打开监考台
          </a>
          {buttons}
        </>
      }
      trouble={trouble}
      tabs={[
        {
          key: 'record',
          title: '考场情况记录',
          standing: '由考场即时登记，接收后不再变动。',
          content: (
            <>
              <NoteTable notes={notes} />
              <RecordPapers detail={detail} />
            </>
          ),
        },
        {
          key: 'steps',
          title: '考试进程',
          standing: '以考场服务器时间为准。',
          content: <StepTable steps={steps} />,
        },
        {
          key: 'sign-in',
          title: '考生签到表',
          standing: '入场截止时未签到的计为缺考。',
          content: <SignInTable lines={signIns} />,
        },
        {
          key: 'duties',
          title: '值班人员',
          standing: '登录监考台用姓名或工号和本场口令。',
          content: <DutyTable duties={duties} />,
        },
      ]}
    />
  )
}

export default function SittingScreen() {
  const { sittingId = '' } = useParams()
  const detail = useQuery<typeof delivery.sittingDetail>(
    'delivery.sittingDetail',
    { sittingId },
    { keep: true, every: 10_000 },
  )
  return <Loaded of={detail}>{(value) => <Detail detail={value} />}</Loaded>
}
