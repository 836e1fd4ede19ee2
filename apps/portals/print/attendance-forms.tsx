import { useState } from 'react'
import type * as print from '#modules/delivery/print/contract.ts'
import { Button } from '../kit/button.tsx'
import { ClauseChips } from '../kit/clause.tsx'
import { useCommand } from '../kit/client.ts'
import { Checkbox, Input } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { printRefusals } from '../refusals/print.ts'
import { ClockTime, instantOf } from './clock-time.tsx'
import type { PrintRoom } from './count-form.tsx'
import type { OfRoom } from './day-forms.tsx'

type Candidate = PrintRoom['candidates'][number]

export const named = ({ seatNumber, name, ticketNumber }: Candidate): string =>
  `${seatNumber}号 ${name}（${ticketNumber}）`

/** Those of a room that something is done about together: all of them, or some by seat. */
const Picker = (props: {
  readonly label: string
  readonly people: readonly Candidate[]
  readonly chosen: readonly string[]
  readonly choose: (chosen: readonly string[]) => void
}) => {
  const { people, chosen, choose } = props
  const isAll = people.length > 0 && people.every(({ applicationId }) => chosen.includes(applicationId))
  return (
    <fieldset className="field">
      <legend>{props.label}</legend>
      <Checkbox
        label={`全部（${people.length} 人）`}
        checked={isAll}
        onCheck={(on) => choose(on ? people.map(({ applicationId }) => applicationId) : [])}
      />
      <div className="seat-list">
        {people.map((one) => (
          <Checkbox
            key={one.applicationId}
            label={named(one)}
            checked={chosen.includes(one.applicationId)}
            onCheck={(on) =>
              choose(on ? [...chosen, one.applicationId] : chosen.filter((id) => id !== one.applicationId))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

/** SDS-4.4-32, -33, -34: what is looked at is ticked for those who are signed in with it. */
export const SignInForm = ({ room }: OfRoom) => {
  const signIn = useCommand<typeof print.signInOnPaper>('delivery.signInOnPaper')
  const [chosen, choose] = useState<readonly string[]>([])
  const [ticks, setTicks] = useState({ identity: false, articles: false, ticket: false })
  const [time, setTime] = useState('')
  const { printRoomId, version } = room
  const waiting = room.candidates.filter(({ signedInAt, isAbsent }) => signedInAt === null && !isAbsent)
  const submit = async () => {
    const at = instantOf(room, time)
    const input = { printRoomId, version, applicationIds: [...chosen], ...ticks, ...(at && { at }) }
    const outcome = await signIn.run(input)
    if (outcome && !outcome.refused) choose([])
  }
  if (waiting.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">考生签到</h2>
      <p>
        入场截止 <ClockTime at={room.hours.entryLimit} />
        ，此后未签到的为缺考。 <ClauseChips ids={room.hours.entryClauses} />
      </p>
      <Picker label="签到的考生" people={waiting} chosen={chosen} choose={choose} />
      <div className="tick-row">
        <Checkbox
          label="已核验本人身份"
          checked={ticks.identity}
          onCheck={(identity) => setTicks({ ...ticks, identity })}
        />
        <Checkbox
          label="已检查违禁物品"
          checked={ticks.articles}
          onCheck={(articles) => setTicks({ ...ticks, articles })}
        />
        {room.ticketRequired && (
          <Checkbox
            label="已查验准考证"
            checked={ticks.ticket}
            onCheck={(ticket) => setTicks({ ...ticks, ticket })}
          />
        )}
      </div>
      <Input
        label="签到时间"
        hint="不填为现在；补登的填写实际时间"
        type="time"
        value={time}
        onText={setTime}
      />
      <Trouble of={signIn} book={printRefusals} />
      <div>
        <Button busy={signIn.pending} disabled={chosen.length === 0} onClick={() => void submit()}>
          登记签到
        </Button>
      </div>
    </section>
  )
}

/** Who has signed in, and a wrong tick taken back. */
export const PresentList = ({ room }: OfRoom) => {
  const takeBack = useCommand<typeof print.takeBackSignIn>('delivery.takeBackSignIn')
  const { printRoomId, version } = room
  const present = room.candidates.filter(({ signedInAt }) => signedInAt !== null)
  const mayCorrect = room.mayAct && ['prepared', 'distributed'].includes(room.state)
  if (present.length === 0) return null
  return (
    <details className="panel">
      <summary>已签到 {present.length} 人</summary>
      <Trouble of={takeBack} book={printRefusals} />
      <ul className="lines">
        {present.map((one) => (
          <li key={one.applicationId}>
            <span>{named(one)}</span>
            <span className="quiet">
              <ClockTime at={one.signedInAt!} /> 签到
              {one.leftAt && (
                <>
                  ，<ClockTime at={one.leftAt} /> 退场
                </>
              )}
            </span>
            {mayCorrect && one.leftAt === null && (
              <Button
                kind="link"
                busy={takeBack.pending}
                onClick={() =>
                  takeBack.run({
                    ...{ printRoomId, version, applicationId: one.applicationId, reason: '误登签到' },
                  })
                }
              >
                误登，撤回
                <span className="unseen">{one.name}的签到</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** SDS-4.4-26, HN-3.1.4-05, HN-2.3.4-25, HN-3.1.6-10 */
export const LeaveForm = ({ room }: OfRoom) => {
  const leave = useCommand<typeof print.leavePaperRoom>('delivery.leavePaperRoom')
  const [chosen, choose] = useState<readonly string[]>([])
  const [time, setTime] = useState('')
  const { printRoomId, version, hours } = room
  const inside = room.candidates.filter(({ signedInAt, leftAt }) => signedInAt !== null && leftAt === null)
  const submit = async () => {
    const at = instantOf(room, time)
    const outcome = await leave.run({ printRoomId, version, applicationIds: [...chosen], ...(at && { at }) })
    if (outcome && !outcome.refused) choose([])
  }
  if (inside.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="leave-title">
      <h2 id="leave-title">考生退场</h2>
      <p>
        {hours.earliestLeave ? (
          <>
            <ClockTime at={hours.earliestLeave} /> 起可以交卷退场
          </>
        ) : (
          <>考试结束前不得退场</>
        )}
        ，考试 <ClockTime at={hours.end} /> 结束。 <ClauseChips ids={hours.leaveClauses} />
      </p>
      <Picker label="退场的考生" people={inside} chosen={chosen} choose={choose} />
      <Input label="退场时间" hint="不填为现在" type="time" value={time} onText={setTime} />
      <Trouble of={leave} book={printRefusals} />
      <div>
        <Button
          kind="plain"
          busy={leave.pending}
          disabled={chosen.length === 0}
          onClick={() => void submit()}
        >
          登记退场
        </Button>
      </div>
    </section>
  )
}

/** SDS-4.4-34: whoever has not signed in. */
export const AbsentForm = ({ room }: OfRoom) => {
  const mark = useCommand<typeof print.markAbsentOnPaper>('delivery.markAbsentOnPaper')
  const { printRoomId, version, candidates } = room
  const missing = candidates.filter(({ signedInAt }) => signedInAt === null)
  const [setApart, apart] = useState(room.absentApart)
  if (missing.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="absent-title">
      <h2 id="absent-title">缺考登记</h2>
      <p>
        未签到：{missing.map(named).join('、')}。<ClockTime at={room.hours.entryLimit} />{' '}
        以后登记；移交后按缺考计入成绩。
      </p>
      <Checkbox label="缺考考生的答题卡已单独存放" checked={setApart} onCheck={apart} />
      <Trouble of={mark} book={printRefusals} />
      <div>
        <Button kind="plain" busy={mark.pending} onClick={() => mark.run({ printRoomId, version, setApart })}>
          登记缺考
        </Button>
      </div>
    </section>
  )
}
