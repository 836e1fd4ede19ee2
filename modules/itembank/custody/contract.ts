import Type from 'typebox'
import { command } from '#platform/contract/contract.ts'
import { Instant, PersonName, Place, paperRefusals, Shown, StateReply, Uuid } from '../core/shapes.ts'

const Handing = {
  fromName: PersonName,
  toName: PersonName,
  place: Place,
  quantity: Type.Integer({ minimum: 1, maximum: 1000 }),
  sealIntact: Type.Boolean(),
  reason: Type.String({ maxLength: 200 }),
}

/** SDS-4.2-06: the package goes to the examination site. */
export const dispatchPaper = command({
  name: 'itembank.dispatchPaper',
  title: '下发试卷',
  input: Type.Object({ ...Shown, ...Handing }),
  reply: StateReply,
  refusals: [...paperRefusals],
  roles: ['org-secrecy'],
})

/** SDS-4.2-06: who gave it to whom, when, where, how many, seal intact. */
export const recordCustody = command({
  name: 'itembank.recordCustody',
  title: '登记试卷交接',
  input: Type.Object({
    paperId: Uuid,
    kind: Type.Union([Type.Literal('kept'), Type.Literal('handed-over'), Type.Literal('transmitted')]),
    ...Handing,
  }),
  reply: Type.Object({ gaps: Type.Array(Type.String()) }),
  refusals: [...paperRefusals],
  roles: ['org-secrecy', 'site-chief'],
})

/** What a room reports when it has opened the package; once for each room. */
export const recordOpening = command({
  name: 'itembank.recordOpening',
  title: '登记试卷启封',
  input: Type.Object({
    organisationId: Uuid,
    paperId: Uuid,
    openers: Type.Array(PersonName, { minItems: 2, maxItems: 10 }),
    place: Place,
    at: Instant,
  }),
  reply: StateReply,
  refusals: ['WRONG_STATE'],
  roles: ['system'],
})
