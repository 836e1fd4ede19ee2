import type { PreparedSitting, RosterEntry } from './preparation.ts'

/** A line of the roster as the centre keeps it: what the room gets, and whom it is about. */
export interface CentralRosterEntry extends Omit<RosterEntry, 'photo'> {
  readonly applicationId: string
  readonly personId: string
  readonly photoFileId: string | null
}

/** A sitting as the centre keeps it: pictures and package by their files. */
export type CentralPreparation = Omit<PreparedSitting, 'sealedPackage' | 'roster'> & {
  readonly roster: readonly CentralRosterEntry[]
}

/** What is handed to the room. `photos` by file id; a picture that is not there is left out. */
export const handedOver = (
  central: CentralPreparation,
  files: { readonly photos: ReadonlyMap<string, Uint8Array>; readonly sealedPackage: Uint8Array },
): PreparedSitting => ({
  ...central,
  roster: central.roster.map(({ applicationId: _application, personId: _person, photoFileId, ...entry }) => {
    const photo = photoFileId === null ? undefined : files.photos.get(photoFileId)
    return photo ? { ...entry, photo } : entry
  }),
  sealedPackage: files.sealedPackage,
})

/** SDS-4.4-36: the guide every candidate sees before the start. */
export const seatGuide: readonly string[] = [
  '用鼠标点击选项，或按字母键 A 至 E 作答；再按一次取消。',
  '用左右方向键换题，按 M 键标记需要复查的题目。',
  '每次作答自动保存，页面下方显示最近保存的时间。',
  '考试机出现故障时请举手，已保存的作答不会丢失。',
]
