import { Type } from 'typebox'

const text = Type.String({ maxLength: 2000 })
const short = Type.String({ minLength: 1, maxLength: 80 })
const seat = Type.String({ minLength: 1, maxLength: 20 })
const digest = Type.String({ minLength: 64, maxLength: 64, pattern: '^[0-9a-f]{64}$' })
const instant = Type.String({
  maxLength: 40,
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$',
})
const command = <T extends string, P extends Parameters<typeof Type.Object>[0]>(type: T, properties: P) =>
  Type.Object({ type: Type.Literal(type), ...properties })

const reading = Type.Union([
  Type.Object({ by: Type.Literal('reader'), name: short, digest }),
  Type.Object({ by: Type.Literal('last-six'), digest }),
])

const note = command('note', {
  category: Type.Union([
    Type.Literal('violation'),
    Type.Literal('decision'),
    Type.Literal('incident'),
    Type.Literal('equipment'),
    Type.Literal('patrol'),
    Type.Literal('inspection'),
    Type.Literal('staff-violation'),
  ]),
  text,
  // Null first: the validator would coerce a null into an empty string.
  seat: Type.Union([Type.Null(), seat]),
  reportedTo: text,
  rule: text,
  happenedAt: Type.Optional(instant),
})

const decideNote = command('decide-note', { note: Type.Integer({ minimum: 1 }), decision: text })

/** What the desk orders around the paper. */
export const dayCommands = [
  command('sign-in', {
    seat,
    identity: Type.Boolean(),
    articles: Type.Boolean(),
    ticket: Type.Optional(Type.Boolean()),
    document: Type.Optional(short),
    reading: Type.Optional(reading),
    certificate: Type.Optional(Type.Object({ number: text, issuer: text })),
  }),
  command('turn-away', {
    seat,
    cause: Type.Union([Type.Literal('missing'), Type.Literal('differ')]),
    reason: text,
  }),
  command('check-identity', { seats: Type.Array(seat, { minItems: 1, maxItems: 5000, uniqueItems: true }) }),
  command('announce', { id: Type.Union([Type.Null(), short]), text }),
  command('change-place', { place: Type.String({ maxLength: 80 }), reason: text }),
  command('start', { reason: text, place: Type.Optional(Type.String({ maxLength: 80 })) }),
  command('extend-all', { minutes: Type.Integer({ minimum: 1, maximum: 600 }), reason: text }),
  decideNote,
  command('sign-record', { person: short, passcode: short }),
  note,
] as const

export const consoleOrderBody = Type.Object({
  sittingId: short,
  command: Type.Union([decideNote, note]),
})

export const digestQuery = Type.Object({ digest })
