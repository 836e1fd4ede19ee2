import type { Incident } from '../core/incident-log.ts'
import type { DutyRole } from '../core/preparation.ts'
import { at, rehearse } from '../rehearsal.fixture.ts'
import { decideIncidentAct, type IncidentAct } from './core/incident-act.ts'

export { at } from '../rehearsal.fixture.ts'

/** Who acts: his office, or the name under a signature. */
export interface By {
  readonly role?: DutyRole
  readonly signer?: string
}

/** A sitting with incidents: an act that is accepted is written, one that is refused answers its code. */
export const withIncidents = (seatCount: number) => {
  const sitting = rehearse(seatCount)
  const { room, write } = sitting
  const verdictOf = (time: string, act: IncidentAct, { role = 'invigilator', signer = '' }: By = {}) =>
    decideIncidentAct(room, act, { actor: role === 'chief' ? 'z01' : 'j01', role, now: at(time), signer })
  /** '' when it was done, else the code of the refusal. */
  const act = (time: string, what: IncidentAct, by?: By): string => {
    const verdict = verdictOf(time, what, by)
    if (verdict.refused) return verdict.code
    write(time, ...verdict.value)
    return ''
  }
  const open = (
    time: string,
    what: {
      type: string
      branch?: string
      seats?: readonly string[]
      fields?: Incident['fields']
      since?: string
    },
  ): string =>
    act(time, {
      ...{ act: 'open', type: what.type, branch: what.branch ?? 'only', seats: what.seats ?? [] },
      ...{ text: '', fields: what.fields ?? {}, since: what.since ?? '' },
    })
  const stepOf =
    (by: By) =>
    (time: string, name: string, fields: Incident['fields'] = {}): string =>
      act(time, { act: 'step', incident: room.log.incidents.size, step: name, fields }, by)
  const [step, chiefStep] = [stepOf({}), stepOf({ role: 'chief' })]
  const incident = (): Incident => room.log.incidents.get(room.log.incidents.size)!
  const number = (): number => room.log.incidents.size
  const sign = (time: string, as: 'chief' | 'invigilator' | 'subject', signer: string): string =>
    act(time, { act: 'sign', incident: number(), as, person: signer, passcode: '' }, { signer })
  const report = (time: string, to = '主考'): string =>
    act(time, { act: 'report', incident: number(), to, text: '请示处理' })
  const answer = (time: string): string =>
    act(time, { act: 'answer', incident: number(), by: '领导小组', text: '同意' })
  const close = (time: string, by: By = { role: 'chief' }): string =>
    act(time, { act: 'close', incident: number(), decision: '按办法处理' }, by)
  return { ...sitting, act, open, step, chiefStep, sign, report, answer, close, incident, verdictOf }
}
