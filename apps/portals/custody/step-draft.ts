import type * as custody from '#modules/itembank/custody/contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'

type Detail = ReplyOf<typeof custody.packageDetail>
export type Offered = Detail['steps'][number]
type Input_ = InputOf<typeof custody.recordStep>

/** `甲、乙` as a list of names. */
const namesIn = (text: string): string[] =>
  text
    .split(/[、，,;；\s]+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** What the form of a step holds. */
export interface Draft {
  readonly place: string
  readonly at: string
  readonly sealIntact: boolean
  readonly note: string
  readonly sealNumber: string
  readonly substituteSeal: boolean
  readonly secureRoomId: string
  readonly people: string
  readonly vehicle: string
  readonly expectedMinutes: string
  readonly witnesses: string
  readonly counts: { readonly [item: string]: string }
}

export const emptyDraft = ({ suggested, countItems }: Offered): Draft => ({
  ...{ place: '', at: '', sealIntact: true, note: '', sealNumber: '', substituteSeal: false },
  ...{ secureRoomId: '', people: '', vehicle: '', expectedMinutes: '', witnesses: '' },
  counts: Object.fromEntries(countItems.map((item) => [item, String(suggested[item] ?? '')])),
})

const optional = (draft: Draft): Partial<Input_> => ({
  ...(draft.at && { at: `${draft.at}:00+08:00` }),
  ...(draft.sealNumber && { sealNumber: draft.sealNumber }),
  ...(draft.substituteSeal && { substituteSeal: true }),
  ...(draft.secureRoomId && { secureRoomId: draft.secureRoomId }),
  ...(draft.people && { people: namesIn(draft.people) }),
  ...(draft.vehicle && { vehicle: draft.vehicle }),
  ...(draft.expectedMinutes && { expectedMinutes: Number(draft.expectedMinutes) }),
  ...(draft.witnesses && { witnesses: namesIn(draft.witnesses) }),
})

export const inputOf = (of: Detail, step: Offered, draft: Draft): Input_ => {
  const given = Object.entries(draft.counts).filter(([, count]) => count !== '')
  return {
    ...{ packageId: of.packageId, version: of.version, step: step.step as Input_['step'] },
    ...{ place: draft.place, sealIntact: draft.sealIntact, note: draft.note },
    ...optional(draft),
    ...(given.length > 0 && {
      counts: Object.fromEntries(given.map(([item, count]) => [item, Number(count)])),
    }),
  }
}
