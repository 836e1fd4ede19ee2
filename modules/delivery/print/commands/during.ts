import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { replacementOrder } from '../../incident/core/procedures/papers.ts'
import { sparesAfter } from '../../incident/core/spares.rule.ts'
import type { markAbsentOnPaper, useSparePapers } from '../contract.ts'
import { judgeAbsence } from '../core/attendance.rule.ts'
import { holdRoom, holdScene } from '../room-access.ts'
import { gapOf, sparesLeft } from '../standing.ts'
import { savePrintRoom } from '../store.ts'

/** HN-3.1.6-09: the order and the stock are those of the incident in a room with machines. */
export const useSparePapersHandler: CommandHandler<typeof useSparePapers> = async (context, input) => {
  const held = await holdRoom(context, input, 'use-spare')
  if (held.refused) return held
  const row = held.value
  const { by, count } = input
  const steps = row.spares.map((use) => ({ fields: { by: use.by, count: String(use.count) } }))
  const known = (replacementOrder as readonly string[]).includes(by)
  const left = known
    ? sparesAfter({
        log: { sparesLeft: sparesLeft(row) },
        incident: { steps },
        fields: { by, count: String(count) },
      })
    : null
  if (typeof left !== 'number') {
    return refuse('SPARES_REFUSED', {
      sentence: left?.sentence ?? `没有“${by}”这种补救办法。`,
      remedy: left?.remedy ?? `依次使用${replacementOrder.join('、')}。`,
      clauses: ['HN-3.1.6-09'],
      field: left?.field ?? 'by',
    })
  }
  const version = await savePrintRoom(context.tx, row, { spares: [...row.spares, { by, count }] })
  const clauses = ['HN-3.1.6-09', 'HN-3.1.6-08']
  context.record({ type: 'print-spares-used', table: 'printRoom', row, data: { by, count, left }, clauses })
  return accept({ version, left })
}

/** SDS-4.4-34: the absent are those who have not signed in; their sheets are kept apart from the answered ones. */
export const markAbsentOnPaperHandler: CommandHandler<typeof markAbsentOnPaper> = async (context, input) => {
  const held = await holdScene(context, input, 'mark-absent')
  if (held.refused) return held
  const { row, scene } = held.value
  const judged = judgeAbsence(scene.hours, context.now.getTime())
  if (judged.refused) return judged
  const came = new Set((row.attendance ?? []).map(({ applicationId }) => applicationId))
  const seated = scene.placements.map(({ applicationId }) => applicationId)
  const absent = seated.filter((id) => !came.has(id))
  const isSame = absent.length === row.absent.length && absent.every((id) => row.absent.includes(id))
  // Another list of absentees is another balance: what no longer agrees opens the room again.
  const reopens = !isSame && row.state === 'collected' && gapOf({ ...row, absent }, seated.length) !== null
  const state = reopens ? 'distributed' : row.state
  const change = { absent, absentApart: input.setApart, state, signatures: [] }
  const version = await savePrintRoom(context.tx, row, {
    ...change,
    ...(isSame ? {} : { incidentId: null }),
  })
  context.record({
    type: 'print-absence-noted',
    table: 'printRoom',
    row,
    data: { absent, setApart: input.setApart },
    clauses: ['SDS-4.4-34', 'SDS-4.4-44', 'SDE-4.6-14', 'HN-3.1.4-04'],
  })
  return accept({ version, state })
}
