import { dutiesOf, sessionsOf } from '#modules/arrangement/facts.ts'
import { openStations, readersIn } from '#modules/delivery/facts.ts'
import { examinedBatches } from '#modules/plan/facts.ts'
import type { Known } from '#modules/policy/core/parameter.ts'
import type { PracticalParameters } from '#modules/policy/core/practical-parameters.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { isBeyond } from '../core/discrepancy.rule.ts'
import { panelMachine } from '../core/marking.machine.ts'
import { isOpenToPanel, type Panellist } from '../core/panel.rule.ts'
import { stepsMissing } from '../core/steps.rule.ts'
import { readingWarning } from '../core/titles.ts'
import { type PanelAt, panelOf, placedAt, roomsOfExaminer } from '../panel.ts'
import type { pad, padBatches } from '../practical.contract.ts'
import { accountOf, ownOrganisation, sceneOf } from '../scene.ts'
import { type ArbitrationRow, arbitrationsOf, stepsOf } from '../store/panel.store.ts'
import { formsOf, type PanelRow, panelsOf, type SheetRow, sheetsOf } from '../store/practical.store.ts'
import { resultsOf } from '../store/result.store.ts'
import { reviewSheetsOf } from '../store/review.store.ts'

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
    const session = sessions.find(({ id, subject }) => id === room.sessionId && subject !== 'theory')
    if (!session) continue
    const sheets =
      session.subject === 'review'
        ? await reviewSheetsOf(tx, room)
        : await sheetsOf(tx, at.organisationId, room)
    tasks.push({
      batchId: at.batchId,
      batchName,
      subject: session.subject,
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
        deductions: [...(sheet.deductions ?? [])],
        checks: [...sheet.checks],
        total: sheet.total,
      }
    : null

interface Shown {
  readonly panel: readonly Panellist[]
  readonly me: string
  readonly limit: Known<number>
  readonly decided: readonly ArbitrationRow[]
}

const arbitrationOf = (decided: ArbitrationRow | undefined) =>
  decided ? { score: decided.score, reason: decided.reason, leaderName: decided.leaderName } : null

/** What of a candidate's sheets this examiner may see: the own one, and the totals once the whole panel has locked. */
const blind = (sheets: readonly SheetRow[], applicationId: string, { panel, me, limit, decided }: Shown) => {
  const locked = sheets.filter(({ state }) => state === 'locked')
  const isOpen = isOpenToPanel(panel, locked)
  const decision = decided.find((each) => each.applicationId === applicationId)
  const totals = locked.map(({ total }) => total ?? 0)
  return {
    lockedCount: locked.length,
    needsArbitration: isOpen && decision === undefined && isBeyond(totals, limit),
    arbitration: isOpen ? arbitrationOf(decision) : null,
    mySheet: ownSheet(sheets.find(({ examinerAccountId }) => examinerAccountId === me)),
    totals: isOpen
      ? locked.map(({ examinerName, total }) => ({ name: examinerName, total: total ?? 0 }))
      : null,
  }
}

/** Modules with their examiners, and what is still to be made good before scoring. */
const readiness = async ({ tx, actor }: QueryContext, at: PanelAt, rules: PracticalParameters) => {
  const steps = (await stepsOf(tx, at))?.steps
  const duties = await dutiesOf(tx, at.organisationId, at)
  const missing = stepsMissing(rules.moduleExaminers, steps)
  const hasRead = (await readersIn(tx, at)).has(accountOf(actor))
  return {
    steps: Object.entries(steps ?? {}).map(([module, staffId]) => {
      const duty = duties.find((each) => each.staffId === staffId)
      return { module, examinerName: duty?.staffName ?? '', mine: duty?.accountId === actor.accountId }
    }),
    warnings: [
      ...(missing ? [missing.sentence] : []),
      ...(hasRead || rules.reading.provenance === 'not-stated' ? [] : [readingWarning]),
    ],
  }
}

export const padHandler: QueryHandler<typeof pad> = async (context, input) => {
  const { tx, actor } = context
  const at = { organisationId: ownOrganisation(actor), ...input }
  const { organisationId, batchId } = at
  const { batch, practical: rules } = await sceneOf(tx, organisationId, batchId)
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
  const seatIds = placed.map(({ seatId }) => seatId)
  const stations = await openStations(tx, at, { rules, seatIds })
  const decided = await arbitrationsOf(tx, at)
  const shown = { panel, me: accountOf(actor), limit: rules.discrepancy, decided }
  return accept({
    batchName: batch.name,
    sessionNumber: session.number,
    form: form as never,
    isLeader: me.isLeader,
    panel: panel.map(({ name, isLeader }) => ({ name, isLeader })),
    ...(await readiness(context, at, rules)),
    discrepancyLimit: rules.discrepancy.value,
    panelState: state,
    candidates: placed.map(({ applicationId, seatId, seatNumber, ticketNumber, name, documentMasked }) => ({
      applicationId,
      seatNumber,
      ticketNumber,
      name,
      documentMasked,
      absent: results.get(applicationId)?.practicalStatus === 'absent',
      stationOpen: [...(stations.get(seatId) ?? [])],
      ...blind(sheets.get(applicationId) ?? [], applicationId, shown),
      score: record ? (results.get(applicationId)?.practical ?? null) : null,
    })),
    availableActions: me.isLeader ? [...panelMachine.available(state, ['examiner'])] : [],
  })
}
