import { Type } from 'typebox'
import { incidentAct } from '#modules/delivery/incident/act.schema.ts'
import { dayCommands } from './day-request.schema.ts'

const text = Type.String({ maxLength: 2000 })
const short = Type.String({ minLength: 1, maxLength: 80 })
const seat = Type.String({ minLength: 1, maxLength: 20 })
const instant = Type.String({
  maxLength: 40,
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$',
})
const command = <T extends string, P extends Parameters<typeof Type.Object>[0]>(type: T, properties: P) =>
  Type.Object({ type: Type.Literal(type), ...properties })

export const enterBody = Type.Object({
  ticketNumber: short,
  seat,
  machine: Type.String({ minLength: 16, maxLength: 64 }),
  moveCode: Type.Optional(Type.String({ maxLength: 20 })),
})

export const hereBody = Type.Object({
  machine: Type.String({ minLength: 16, maxLength: 64 }),
  fonts: Type.Boolean(),
})

const head = Type.Object({
  seq: Type.Integer({ minimum: 0 }),
  hash: Type.String({ maxLength: 64 }),
  epoch: Type.Integer({ minimum: 1 }),
})

export const clientBody = Type.Object({ clientId: short, head: Type.Optional(head) })

const origin = { clientSeq: Type.Integer({ minimum: 1 }), madeAt: instant, item: short }

export const batchBody = Type.Object({
  clientId: short,
  events: Type.Array(
    Type.Union([
      Type.Object({ type: Type.Literal('viewed'), ...origin }),
      Type.Object({ type: Type.Literal('marked'), ...origin, marked: Type.Boolean() }),
      Type.Object({
        type: Type.Literal('answered'),
        ...origin,
        choice: Type.Array(Type.String({ maxLength: 2 }), { maxItems: 10 }),
      }),
    ]),
    { maxItems: 500 },
  ),
})

export const handInBody = Type.Object({ clientId: short, lastClientSeq: Type.Integer({ minimum: 0 }) })

export const sittingParams = Type.Object({
  sittingId: Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' }),
})

export const shownBody = Type.Object({ renderedAt: instant })

export const signInBody = Type.Object({ sittingId: short, person: short, passcode: short })

export const takeOverBody = Type.Object({
  ...{ sittingId: short, person: short, passcode: short },
  reason: text,
  confirmed: Type.Boolean(),
})

export const seatParams = Type.Object({ seat })

const opener = Type.Object({ person: short, passcode: short, share: Type.String({ maxLength: 4000 }) })

export const commandBody = Type.Union([
  command('preflight', {
    confirmed: Type.Array(Type.Union([Type.Literal('clock'), Type.Literal('camera')]), { maxItems: 2 }),
    reason: text,
  }),
  command('open-check-in', { checked: Type.Array(short, { maxItems: 20 }) }),
  command('read-rules', {}),
  command('open-paper', { openers: Type.Array(opener, { minItems: 1, maxItems: 5 }), reason: text }),
  command('suspend', { reason: text }),
  command('resume', { reason: text }),
  command('interrupt', {
    seat,
    cause: Type.Union([Type.Literal('equipment'), Type.Literal('candidate')]),
    reason: text,
  }),
  command('restore', { seat }),
  command('extend', { seat, minutes: Type.Integer({ minimum: 1, maximum: 600 }), reason: text }),
  command('issue-move-code', { seat, reason: text }),
  command('expel', { seat, reason: text }),
  command('collect', { seat, reason: text }),
  command('collect-all', {}),
  command('seal', { reason: text }),
  command('readmit-standby', { reason: text }),
  command('incident', { act: incidentAct }),
  ...dayCommands,
])
