import { sessionsOf } from '#modules/arrangement/facts.ts'
import { examinedBatches } from '#modules/plan/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { panelMachine } from '../core/marking.machine.ts'
import { isOpenToPanel, type Panellist } from '../core/panel.rule.ts'
import { type PanelAt, panelOf, placedAt, roomsOfExaminer } from '../panel.ts'
import type { pad, padBatches } from '../practical.contract.ts'
import { accountOf, ownOrganisation, sceneOf } from '../scene.ts'
import { formsOf, type PanelRow, panelsOf, type SheetRow, sheetsOf } from '../store/practical.store.ts'
import { resultsOf } from '../store/result.store.ts'

const isAt =
  (at: Pick<PanelAt, 'sessionId' | 'roomId'>) =>
  (row: Pick<PanelRow, 'sessionId' | 'roomId'>): boolean =>
    row.sessionId === at.sessionId && row.roomId === at.roomId

const tasksOfBatch = async (
  { tx, actor }: QueryContext,
  at: { readonly organisationId: string; readonly batchId: string },
  batchName: string,
) => {
  const accountId = accountOf(actor)
  const rooms = await roomsOfExaminer(tx, at, accountId)
  if (rooms.length === 0) return []
  const sessions = await sessionsOf(tx, at.organisationId, at.batchId)
  const panels = await panelsOf(tx, at.organisationId, at.batchId)
  const tasks = []
  for (const room of rooms) {
    const session = sessions.find(({ id, subject }) => id === room.sessionId && subject === 'practical')
    if (!session) continue
    const sheets = await sheetsOf(tx, at.organisationId, room)
    tasks.push({
      batchId: at.batchId,
      batchName,
      sessionId: room.sessionId,
      roomId: room.roomId,
      sessionNumber: session.number,
      startsAt: session.startsAt.toISOString(),
      isLeader: room.isLeader,
      candidates: (await placedAt(tx, room)).length,
      mine: sheets.filter((sheet) => sheet.examinerAccountId === accountId && sheet.state === 'locked')
        .length,
      panelState: panels.find(isAt(room))?.state ?? 'scoring',
    })
  }
  return tasks
}

export const padBatchesHandler: QueryHandler<typeof padBatches> = async (context) => {
  const organisationId = ownOrganisation(context.actor)
  const batches = await examinedBatches(context.tx, [organisationId])
  const tasks = []
  for (const { batchId, batchName } of batches)
    tasks.push(...(await tasksOfBatch(context, { organisationId, batchId }, batchName)))
  return accept({ tasks })
}

const ownSheet = (sheet: SheetRow | undefined) =>
  sheet
    ? {
        version: sheet.version,
        state: sheet.state,
        points: sheet.points,
        vetoes: [...sheet.vetoes],
        checks: [...sheet.checks],
        total: sheet.total,
      }
    : null

/** What of a candidate's sheets this examiner may see: the own one, and the totals once the whole panel has locked. */
const blind = (sheets: readonly SheetRow[], panel: readonly Panellist[], me: string) => {
  const locked = sheets.filter(({ state }) => state === 'locked')
  return {
    lockedCount: locked.length,
    mySheet: ownSheet(sheets.find(({ examinerAccountId }) => examinerAccountId === me)),
    totals: isOpenToPanel(panel, locked)
      ? locked.map(({ examinerName, total }) => ({ name: examinerName, total: total ?? 0 }))
      : null,
  }
}

export const padHandler: QueryHandler<typeof pad> = async (context, input) => {
  const { tx, actor } = context
  const at = { organisationId: ownOrganisation(actor), ...input }
  const { organisationId, batchId } = at
  const { batch } = await sceneOf(tx, organisationId, batchId)
  const panel = await panelOf(tx, at)
  const me = panel.find(({ accountId }) => accountId === accountOf(actor))
  const session = (await sessionsOf(tx, organisationId, batchId)).find(({ id }) => id === input.sessionId)
  if (!me || !session) throw new MissingRow()
  const forms = await formsOf(context, organisationId, batchId)
  const form = forms.find(({ lineId }) => lineId === session.lineId)?.form ?? null
  const record = (await panelsOf(tx, organisationId, batchId)).find(isAt(at))
  const results = new Map(
    (await resultsOf(tx, organisationId, batchId)).map((row) => [row.applicationId, row]),
  )
  const sheets = Map.groupBy(await sheetsOf(tx, organisationId, at), ({ applicationId }) => applicationId)
  const placed = (await placedAt(tx, at)).filter(({ subject }) => subject === 'practical')
  const state = record?.state ?? 'scoring'
  return accept({
    batchName: batch.name,
    sessionNumber: session.number,
    form: form as never,
    isLeader: me.isLeader,
    panel: panel.map(({ name, isLeader }) => ({ name, isLeader })),
    panelState: state,
    candidates: placed.map(({ applicationId, seatNumber, ticketNumber, name, documentMasked }) => ({
      applicationId,
      seatNumber,
      ticketNumber,
      name,
      documentMasked,
      absent: results.get(applicationId)?.practicalStatus === 'absent',
      ...blind(sheets.get(applicationId) ?? [], panel, accountOf(actor)),
      score: record ? (results.get(applicationId)?.practical ?? null) : null,
    })),
    availableActions: me.isLeader ? [...panelMachine.available(state, ['examiner'])] : [],
  })
}
