import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../desk/detail-screen.tsx'
import { Button } from '../kit/button.tsx'
import { useQuery } from '../kit/client.ts'
import { Dialog } from '../kit/dialog.tsx'
import type { Fact } from '../kit/facts.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { UndertakingGate } from '../organisation/screens/undertaking-gate.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'
import { GiveForm, TakeForm } from './handover-forms.tsx'
import { Incidents } from './incident-cards.tsx'
import { PackageChain, SixEvents } from './package-chain.tsx'
import { kindName, packageTone } from './package-words.ts'
import { StepForm } from './step-form.tsx'

type Detail = ReplyOf<typeof custody.packageDetail>

const factsOf = (of: Detail): readonly Fact[] => [
  {
    label: '现保管人',
    value: (
      <strong>
        {of.holderName}
        {of.isHolder && '（本人）'}
      </strong>
    ),
  },
  {
    label: '份数',
    value: of.kind === 'printed' ? `${of.quantity}份（考生${of.candidates}，备用${of.spares}）` : '1个电子包',
    ...(of.kind === 'printed' && { clauses: of.sparesClauses }),
  },
  { label: '开考', value: <Instant at={of.startsAt} /> },
  ...(of.fetchFrom
    ? [{ label: '监考领取', value: <Instant at={of.fetchFrom.due} />, clauses: of.fetchFrom.clauses }]
    : []),
  { label: '规定启封时间', value: <Instant at={of.opensAt} />, clauses: of.openingClauses },
  { label: '封条编号', value: of.sealNumber ?? '尚未封装' },
  { label: '试卷', value: <Link to={`/papers/${of.paperId}`}>{of.paperTitle}</Link> },
]

const standingOf = (of: Detail): ReactNode => {
  if (of.waiting)
    return of.waiting.isMine ? '下一步：请核对后签名接收。' : `下一步：等待${of.waiting.toName}登录确认接收。`
  const [next] = of.steps
  return next ? `下一步：${next.title}。` : `${of.stateName}；现由${of.holderName}保管。`
}

interface Chosen {
  readonly title: string
  readonly form: ReactNode
}

const Actions = ({
  of,
  onPick,
  onDone,
}: {
  readonly of: Detail
  readonly onPick: (chosen: Chosen) => void
  readonly onDone: () => void
}) => (
  <>
    {of.waiting?.isMine && (
      <Button onClick={() => onPick({ title: '接收试卷袋', form: <TakeForm of={of} onDone={onDone} /> })}>
        核对接收
      </Button>
    )}
    {of.steps.map((step, at) => (
      <Button
        key={step.step}
        kind={at === 0 && of.isHolder ? 'main' : 'plain'}
        onClick={() => onPick({ title: step.title, form: <StepForm of={of} step={step} onDone={onDone} /> })}
      >
        {step.title}
      </Button>
    ))}
    {of.mayFetch && (
      <Button
        kind="plain"
        disabled={of.fetchRefusal !== null}
        title={of.fetchRefusal ?? undefined}
        onClick={() =>
          onPick({ title: '监考领取', form: <GiveForm of={of} onDone={onDone} purpose="fetch" /> })
        }
      >
        交监考领取
      </Button>
    )}
    {of.mayGive && (
      <Button
        kind="plain"
        onClick={() => onPick({ title: '交接', form: <GiveForm of={of} onDone={onDone} purpose="hand" /> })}
      >
        交出
      </Button>
    )}
  </>
)

const Package = ({ of }: { readonly of: Detail }) => {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const close = () => setChosen(null)
  return (
    <>
      <DetailScreen
        title={of.label}
        status={
          <>
            <StatusTag tone={packageTone(of.state)}>{of.stateName}</StatusTag>
            <span className="quiet">{kindName(of.kind)}</span>
          </>
        }
        actions={<Actions of={of} onPick={setChosen} onDone={close} />}
        trouble={<p className="standing">{standingOf(of)}</p>}
        facts={factsOf(of)}
      >
        {of.kind === 'printed' && <SixEvents of={of.events} />}
        {of.incidents.length > 0 && <Incidents rows={of.incidents} mayClose={false} />}
        <PackageChain of={of} />
      </DetailScreen>
      <Dialog title={chosen?.title ?? ''} open={chosen !== null} onClose={close}>
        {chosen?.form}
      </Dialog>
    </>
  )
}

const Shown = () => {
  const { packageId = '' } = useParams()
  const detail = useQuery<typeof custody.packageDetail>('itembank.package', { packageId })
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => <Package of={value} />}
    </Loaded>
  )
}

export default function PackageDetail() {
  return (
    <UndertakingGate>
      <Shown />
    </UndertakingGate>
  )
}
