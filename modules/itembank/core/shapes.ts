import Type from 'typebox'

/** Shapes that the contracts of the item bank's parts have in common. */
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const Uuid = Type.String({ format: 'uuid' })
/** ISO 8601. */
export const Instant = Type.String()
export const Version = Type.Integer({ minimum: 1 })
export const Level = Type.Integer({ minimum: 1, maximum: 5 })
export const OccupationCode = Type.String({ pattern: '^[0-9]-[0-9]{2}-[0-9]{2}-[0-9]{2}$' })
export const Page = Type.Integer({ minimum: 1, maximum: 100_000 })
export const PageSize = Type.Integer({ minimum: 1, maximum: 200 })

/**
 * A file as base64, within the command: item files hold answer keys and must not lie about as stored files
 * (SDS-5.1-03). About 1.4 MB.
 */
export const FileWithin = Type.String({
  minLength: 8,
  maxLength: 1_900_000,
  pattern: '^[A-Za-z0-9+/]+={0,2}$',
})
export const fileRefusals = ['FILE_UNREADABLE', 'HEADER_MISSING'] as const

export const handlersOfPapers = ['org-itembank', 'org-secrecy', 'site-chief'] as const
/** Through whose hands a package goes on its way. */
export const handsOfPackages = ['org-secrecy', 'site-chief', 'invigilator', 'supervisor'] as const

/** Whose duty brings them near items; each sees those of his duty alone. */
export const handlersOfItems = ['org-itembank', 'org-item-writer', 'org-item-reviewer'] as const

/** The longest time before a session, in minutes, at which anybody seals a paper to be opened: a week, for a print run. */
export const longestLead = 10_080
export const Place = Type.String({ minLength: 2, maxLength: 60 })
export const PersonName = Type.String({ minLength: 2, maxLength: 50 })
/** What those present bring to an opening. */
export const Shares = Type.Array(
  Type.Object({ custodianId: Uuid, passphrase: Type.String({ minLength: 1, maxLength: 200 }) }),
  { minItems: 1, maxItems: 10 },
)
/** A paper as the person saw it. */
export const Shown = { paperId: Uuid, version: Version }
export const StateReply = Type.Object({ state: Type.String() })
export const paperRefusals = ['UNDERTAKING_MISSING', 'WRONG_STATE'] as const
