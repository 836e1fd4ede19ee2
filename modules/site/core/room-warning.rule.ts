import type { Regime } from '#modules/policy/core/pack.ts'
import type { RoomFault } from './room.rule.ts'

/** Columns of the workbook that say how a room is watched, by header in half-width. */
const recordingDays = '录像保存(天)'
const cameras = '监控摄像头数'

const averageDaysInMonths = (months: number): number => Math.floor((months * 365) / 12)

/** What does not keep a room from being used but has to be put right: recording too short, no camera. */
export const roomWarnings = (
  room: { readonly code: string; readonly equipment: Readonly<Record<string, string>> },
  law: Regime,
): readonly RoomFault[] => {
  const found: RoomFault[] = []
  const { retention } = law.archive
  const kept = room.equipment[recordingDays]
  const months = retention.provenance === 'not-stated' ? null : retention.value.videoMonths
  if (kept !== undefined && months !== null && Number(kept) < averageDaysInMonths(months))
    found.push({ reason: `${room.code}录像只保存${kept}天，应保存${months}个月`, clauses: retention.clauses })
  if (room.equipment[cameras] === '0')
    found.push({ reason: `${room.code}没有监控摄像头`, clauses: ['SDS-4.1-17'] })
  return found
}
