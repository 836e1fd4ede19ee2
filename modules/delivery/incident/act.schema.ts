import { Type } from 'typebox'

const text = Type.String({ maxLength: 2000 })
const short = Type.String({ minLength: 1, maxLength: 80 })
const seats = Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { maxItems: 500 })
const fields = Type.Record(Type.String({ maxLength: 40 }), text)
const incident = Type.Integer({ minimum: 1 })
const act = <T extends string, P extends Parameters<typeof Type.Object>[0]>(name: T, properties: P) =>
  Type.Object({ act: Type.Literal(name), ...properties })

const opening = {
  ...{ type: short, branch: short, seats, text, fields },
  since: Type.String({ maxLength: 40 }),
}

/** What is entered of an incident that no sitting had. */
export const incidentOpening = Type.Object(opening)

const signer = Type.Union([Type.Literal('chief'), Type.Literal('invigilator'), Type.Literal('subject')])

/** What is still done after the day. */
const followUps = [
  act('step', { incident, step: short, fields }),
  act('sign', {
    incident,
    as: signer,
    person: Type.String({ maxLength: 80 }),
    passcode: Type.String({ maxLength: 80 }),
  }),
  act('report', { incident, to: text, text }),
  act('answer', { incident, by: text, text }),
  act('acknowledge', { incident }),
  act('move-evidence', {
    piece: Type.Integer({ minimum: 1 }),
    to: Type.Union([Type.Literal('keeper'), Type.Literal('owner')]),
    person: text,
  }),
  act('close', { incident, decision: text, proposal: Type.Optional(Type.String({ maxLength: 40 })) }),
] as const

export const incidentFollowUp = Type.Union([...followUps])

/** An order about an incident; the same shape from the desk of a room and from the screen of a paper room. */
export const incidentAct = Type.Union([
  act('confirm-rules', {}),
  act('open', opening),
  ...followUps,
  act('compensate', { incident, minutes: Type.Integer({ minimum: 1, maximum: 600 }), reason: text }),
  act('resit', { incident, seats, reason: text }),
  act('seize', {
    incident,
    seat: Type.String({ minLength: 1, maxLength: 20 }),
    article: text,
    taker: text,
    keeper: text,
  }),
])
