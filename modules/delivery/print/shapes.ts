import Type from 'typebox'

export const Uuid = Type.String({ format: 'uuid' })
export const Version = Type.Integer({ minimum: 1 })
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const Name = Type.String({ minLength: 2, maxLength: 40 })
export const Instant = Type.String({ format: 'date-time' })
export const Room = { printRoomId: Uuid, version: Version }
export const Changed = Type.Object({ version: Version, state: Type.String() })
/** Who works in the room or heads it; examiners where it is a skill paper that is written. */
export const onSite = ['invigilator', 'examiner', 'site-chief', 'org-exam'] as const
export const readers = [...onSite, 'org-head', 'supervisor'] as const
