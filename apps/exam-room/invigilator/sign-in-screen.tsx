import { useEffect, useState } from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'
import { dateInWords, hourMinute } from '../clock-face.ts'
import { RefusalCard } from '../refusal-card.tsx'
import type { SittingOnOffer } from '../room.port.ts'
import { roomNodes } from '../room-nodes.ts'
import type { Desk } from './desk.ts'
import { sittingWords } from './seat-words.ts'
import { TakeOverForm } from './take-over-form.tsx'

const useSittings = (desk: Desk): readonly SittingOnOffer[] | null => {
  const [sittings, setSittings] = useState<readonly SittingOnOffer[] | null>(null)
  useEffect(() => {
    desk.port.sittings().then(
      (verdict) => setSittings(verdict.refused ? [] : verdict.value),
      () => setSittings([]),
    )
  }, [desk])
  return sittings
}

const lineOf = (sitting: SittingOnOffer): string =>
  `${sitting.roomName} · ${dateInWords(sitting.plannedStart)} ${hourMinute(sitting.plannedStart)} · ${sitting.title}（${sittingWords[sitting.status]}${sitting.servedElsewhere ? '，本机为备机' : ''}）`

/** Duty and passcode for one sitting. */
export const SignInScreen = ({
  desk,
  refusal,
}: {
  readonly desk: Desk
  readonly refusal: Refusal | null
}) => {
  const sittings = useSittings(desk)
  const [chosen, setChosen] = useState('')
  const sitting = sittings?.find(({ sittingId }) => sittingId === chosen) ?? sittings?.[0]
  const submit = (form: FormData): void => {
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    desk.signIn({ sittingId: text('sittingId'), person: text('person'), passcode: text('passcode') })
  }
  return (
    <main className="sheet stack">
      <h1>监考台</h1>
      {sittings?.length === 0 && <p role="status">考场服务器上没有已下发的场次，请联系考点负责人。</p>}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        <label className="field">
          场次
          <select name="sittingId" required onChange={(event) => setChosen(event.target.value)}>
            {sittings?.map((one) => (
              <option key={one.sittingId} value={one.sittingId}>
                {lineOf(one)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          姓名或工号
          <input name="person" required autoComplete="off" />
        </label>
        <label className="field">
          口令
          <input name="passcode" type="password" required autoComplete="off" />
        </label>
        {refusal && <RefusalCard refusal={refusal} />}
        <button type="submit" className="primary" disabled={!sittings?.length}>
          登录
        </button>
      </form>
      {sitting?.servedElsewhere && (
        <details className="panel stack">
          <summary>
            本机是该场次的备机：
            {sitting.servedElsewhere.isLinked ? '主机正常，请到主机的监考台登录' : '主机无法连接，可以接管'}
          </summary>
          <TakeOverForm
            desk={desk}
            sittingId={sitting.sittingId}
            at={roomNodes.origin}
            isLinked={sitting.servedElsewhere.isLinked}
          />
        </details>
      )}
    </main>
  )
}
