import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { decideSignIn } from '../../core/admission.rule.ts'
import type { EventBodies } from '../../core/events.ts'
import type { Draft } from '../../core/journal.ts'
import type { RoomState, SeatState } from '../../core/room-state.ts'
import type { Occasion } from '../../core/sitting.rule.ts'
import { procedureOf } from './procedure-of.ts'

const clauses = ['HN-3.1.6-02']

const notAccepted = refuse('certificate-not-accepted', {
  sentence: '本批次适用的规定没有以公安机关身份证明代替身份证件的办法。',
  remedy: '请查验规定的有效证件。',
  clauses: ['SDS-4.4-32'],
})

/** HN-3.1.6-02: entry with a certificate of the police is a sign-in and an incident on record, both or neither. */
export const decideCertificateEntry = (
  room: RoomState,
  seat: SeatState,
  request: Occasion & {
    readonly identity: boolean
    readonly articles: boolean
    readonly ticket?: boolean
    readonly number: string
    readonly issuer: string
  },
): Verdict<readonly Draft[]> => {
  const { substitute } = room.rules!.door.documents.value
  if (substitute === null || !procedureOf(room, 'documents-missing')) return notAccepted
  const signedIn = decideSignIn(room, seat, { ...request, document: substitute })
  if (signedIn.refused) return signedIn
  const certificate = request.number.trim()
  const issuer = request.issuer.trim()
  if (!certificate || !issuer) {
    return refuse('field-missing', {
      sentence: certificate ? '请填写开具证明的公安机关。' : '请填写公安机关身份证明的编号。',
      remedy: '核对证明后补齐。',
      clauses,
      field: certificate ? 'issuer' : 'certificate',
    })
  }
  const place = { seat: seat.seat, actor: request.actor }
  const incident = room.log.incidents.size + 1
  const opened: EventBodies['incident-opened'] = {
    ...{ incident, type: 'documents-missing', branch: 'police-certificate', seats: [seat.seat] },
    ...{ text: '身份证丢失，持公安机关身份证明入场', fields: {}, since: new Date(request.now).toISOString() },
    ...{ severity: 'ordinary', locksExit: false, alertsChief: false, beforeOpening: [], followUp: '' },
  }
  // The incident is the entry on record; the note of who signs in by the list of documents would say it twice.
  const admitted = signedIn.value.filter(({ kind }) => kind !== 'noted')
  return accept([
    ...admitted,
    { kind: 'incident-opened', ...place, body: opened },
    {
      kind: 'incident-step',
      ...place,
      body: { incident, step: 'certificate', fields: { certificate, issuer } },
    },
    { kind: 'incident-closed', ...place, body: { incident, decision: '凭证明入场', effect: '' } },
  ])
}
