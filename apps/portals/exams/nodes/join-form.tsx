import { useState } from 'react'
import type * as joining from '#modules/delivery/joining/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand, useQuery } from '../../kit/client.ts'
import { Trouble } from '../../kit/loaded.tsx'
import { Instant } from '../../kit/moment.tsx'
import { say } from '../../kit/toast.tsx'
import { roomNodeRefusals } from '../../refusals/delivery.ts'
import './nodes.css'

type JoiningLine = ReplyOf<typeof joining.joiningList>['joinings'][number]

const lookMilliseconds = 2000

const overText = ({ state, isOver }: JoiningLine): string | null => {
  if (isOver) return '接入码已过期，请重新显示。'
  if (state === 'closed') return '接入码连续输错或已被新的代替，已作废，请重新显示。'
  if (state === 'registered') return '已登记。'
  return state === 'refused' ? '已拒绝接入，没有登记。' : null
}

/** Both screens show the check code; the person here says whether they are the same. */
const Compare = ({
  of,
  onDecided,
}: {
  readonly of: JoiningLine
  readonly onDecided: (isSame: boolean) => void
}) => {
  const decide = useCommand<typeof joining.decideJoining>('delivery.decideJoining')
  const { joiningId, version, nodeName, siteName, checkCode } = of
  const go = async (isSame: boolean) => {
    const outcome = await decide.run({ joiningId, version, isSame })
    if (outcome && !outcome.refused) onDecided(isSame)
  }
  return (
    <div className="stack" role="status">
      <p>
        “{nodeName}”申请接入 {siteName}。请电话联系现场，与其管理页上的核对码逐字核对：
      </p>
      <p>
        核对码 <strong className="big-code">{checkCode}</strong>
      </p>
      <div className="row">
        <Button busy={decide.pending} onClick={() => go(true)}>
          核对码一致，登记
        </Button>
        <Button kind="danger" busy={decide.pending} onClick={() => go(false)}>
          不一致，拒绝
        </Button>
      </div>
      <Trouble of={decide} book={roomNodeRefusals} />
    </div>
  )
}

const Shown = ({ code, openUntil }: { readonly code: string; readonly openUntil: string }) => (
  <div className="stack" role="status">
    <p>请在考场服务器的管理页“接入中心”中输入：</p>
    <p>
      中心地址 <strong>{location.origin}</strong>
    </p>
    <p>
      接入码 <strong className="big-code">{code}</strong>
    </p>
    <p>
      有效至 <Instant at={openUntil} />
      ，只能使用一次，连续输错即作废。正在等待现场输入……
    </p>
  </div>
)

/** HN-2.3.1-02: a code for one server, what the server shows in return, and the word of a person. */
export const JoinForm = ({
  siteId,
  onDone,
  onJoined,
}: {
  readonly siteId: string
  readonly onDone: () => void
  readonly onJoined: () => void
}) => {
  const show = useCommand<typeof joining.showJoinCode>('delivery.showJoinCode')
  const [shown, setShown] = useState<ReplyOf<typeof joining.showJoinCode> | null>(null)
  const list = useQuery<typeof joining.joiningList>(
    'delivery.joinings',
    {},
    { keep: true, every: lookMilliseconds },
  )
  const line = list.value?.joinings.find(({ joiningId }) => joiningId === shown?.joiningId)
  const waiting =
    line?.state === 'asked'
      ? line
      : list.value?.joinings.find(({ state, isOver }) => state === 'asked' && !isOver)
  const ask = async () => {
    const outcome = await show.run({ siteId })
    if (outcome && !outcome.refused) setShown(outcome.value)
  }
  const decided = (isSame: boolean) => {
    say(isSame ? '已登记，考场服务器随即接入' : '已拒绝接入')
    onJoined()
    onDone()
  }
  if (waiting && !waiting.isOver) return <Compare of={waiting} onDecided={decided} />
  const over = line ? overText(line) : null
  return (
    <div className="stack">
      <p>考场服务器能连到中心的，在此显示接入码，现场输入后双方核对即完成登记。</p>
      {shown && over === null && <Shown code={shown.code} openUntil={shown.openUntil} />}
      {over !== null && <p role="alert">{over}</p>}
      <div>
        <Button
          kind={shown && over === null ? 'plain' : 'main'}
          busy={show.pending}
          disabled={siteId === ''}
          onClick={ask}
        >
          {shown ? '重新显示接入码' : '显示接入码'}
        </Button>
      </div>
      <Trouble of={show} book={roomNodeRefusals} />
    </div>
  )
}
