import { type PlacementFact, sessionsOf } from '#modules/arrangement/facts.ts'
import { openStations, readersIn } from '#modules/delivery/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { StaleRow } from '#platform/command/pipeline.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { sheetMachine } from '../core/marking.machine.ts'
import { checkComplete, checkEntry, type PracticalForm, sheetTotal } from '../core/practical.rule.ts'
import { stepsMissing } from '../core/steps.rule.ts'
import { readingWarning } from '../core/titles.ts'
import { type PanelAt, placedAt, roomsOfExaminer } from '../panel.ts'
import type { lockSheet, saveSheet } from '../practical.contract.ts'
import { formMissing, notOnPanel, panelSigned } from '../refusals.ts'
import { accountOf, ownOrganisation, sceneOf } from '../scene.ts'
import { stepsOf } from '../store/panel.store.ts'
import {
  formsOf,
  lockOwnSheet,
  panelsOf,
  type SheetRow,
  saveSheet as write,
} from '../store/practical.store.ts'
import { resultOfApplication } from '../store/result.store.ts'

type SheetInput = InputOf<typeof saveSheet>

interface Desk {
  readonly at: PanelAt
  readonly placement: PlacementFact
  readonly form: PracticalForm
  readonly earlier: SheetRow | undefined
  readonly warnings: readonly string[]
}

const sheetLocked = refuse('SHEET_LOCKED', {
  sentence: '本表已签名提交，不能再改。',
  remedy: '确有错误的，请按成绩更正程序提出更正。',
  clauses: ['SDS-4.4-39', 'SDS-5.1-13'],
})

const candidateAbsent = refuse('CANDIDATE_ABSENT', {
  sentence: '该考生已登记技能考核缺考。',
  remedy: '考生确已到考的，请联系考务人员更正。',
  clauses: ['SDS-4.4-34'],
})

/** The room in which this examiner assesses the candidate. */
const placeOf = async ({ tx, actor }: CommandContext, input: SheetInput) => {
  const mine = await roomsOfExaminer(
    tx,
    { organisationId: ownOrganisation(actor), batchId: input.batchId },
    accountOf(actor),
  )
  for (const at of mine) {
    const placement = (await placedAt(tx, at)).find(
      ({ applicationId, subject }) => applicationId === input.applicationId && subject === 'practical',
    )
    if (placement) return { at, placement }
  }
  return undefined
}

/** SDS-4.4-19, HN-3.1.1-28: what has to be done before anything is scored at the candidate's station. */
const unreadyFor = async (
  { tx }: CommandContext,
  at: PanelAt,
  { seatId, seatNumber }: PlacementFact,
): Promise<Refusal<'STATION_UNCHECKED' | 'STEPS_UNNAMED'> | undefined> => {
  const { practical: rules } = await sceneOf(tx, at.organisationId, at.batchId)
  const open = (await openStations(tx, at, { rules, seatIds: [seatId] })).get(seatId) ?? []
  if (open.length > 0) {
    return refuse('STATION_UNCHECKED', {
      sentence: `${seatNumber} 号工位还有 ${open.length} 项没有检查合格：${open.join('、')}。`,
      remedy: '请先检查工位的场地、设备、工具量具和材料。',
      clauses: [...rules.stationChecks.clauses],
    })
  }
  return stepsMissing(rules.moduleExaminers, (await stepsOf(tx, at))?.steps)
}

const readingWarnings = async (tx: CommandContext['tx'], at: PanelAt): Promise<readonly string[]> => {
  const { practical: rules } = await sceneOf(tx, at.organisationId, at.batchId)
  return rules.reading.provenance === 'not-stated' ? [] : [readingWarning]
}

/** What stands on the examiner's desk for this candidate, or why there is nothing to score. */
const deskOf = async (context: CommandContext, input: SheetInput) => {
  const { tx, actor } = context
  const place = await placeOf(context, input)
  if (!place) return notOnPanel
  const { organisationId, batchId, sessionId, roomId } = place.at
  const session = (await sessionsOf(tx, organisationId, batchId)).find(({ id }) => id === sessionId)
  const form = (await formsOf(context, organisationId, batchId)).find(
    ({ lineId }) => lineId === session?.lineId,
  )?.form
  if (!form) return formMissing
  const signed = (await panelsOf(tx, organisationId, batchId)).some(
    (panel) => panel.sessionId === sessionId && panel.roomId === roomId,
  )
  if (signed) return panelSigned
  const result = await resultOfApplication(tx, organisationId, input.applicationId)
  if (result?.practicalStatus === 'absent') return candidateAbsent
  const unready = await unreadyFor(context, place.at, place.placement)
  if (unready) return unready
  const examinerAccountId = accountOf(actor)
  const { applicationId } = input
  const warnings = (await readersIn(tx, place.at)).has(examinerAccountId)
    ? []
    : await readingWarnings(tx, place.at)
  const earlier = await lockOwnSheet(tx, organisationId, { batchId, applicationId, examinerAccountId })
  return accept<Desk>({ ...place, form, earlier, warnings })
}

interface Writing {
  readonly input: SheetInput
  /** The signature that locks the sheet; without it the sheet stays a draft. */
  readonly signature: string | null
}

const writeSheet = async (context: CommandContext, { input, signature }: Writing) => {
  const { tx, actor, now } = context
  const desk = await deskOf(context, input)
  if (desk.refused) return desk
  const { at, placement, form, earlier, warnings } = desk.value
  const step = signature === null ? 'save' : 'lock'
  const state = sheetMachine.next(earlier?.state ?? 'draft', step)
  if (!state) return sheetLocked
  if ((earlier?.version ?? 0) !== input.version) throw new StaleRow()
  const { points, vetoes, deductions } = input
  const entry = { points, vetoes, deductions }
  const checked = signature === null ? checkEntry(form, entry) : checkComplete(form, entry)
  if (checked.refused) return checked
  const total = sheetTotal(form, entry)
  const row = await write(
    tx,
    {
      organisationId: at.organisationId,
      batchId: at.batchId,
      sessionId: at.sessionId,
      roomId: at.roomId,
      ...entry,
      applicationId: placement.applicationId,
      personId: placement.personId,
      examinerAccountId: accountOf(actor),
      examinerName: actor.name,
      state,
      checks: input.checks,
      total,
      signature,
      signedAt: signature === null ? null : now,
    },
    earlier,
  )
  context.record({
    type: signature === null ? 'practical-sheet-saved' : 'practical-sheet-locked',
    table: 'practicalSheet',
    row,
    clauses: ['SDS-4.4-39'],
  })
  return accept({ version: row.version, total, warnings: [...warnings] })
}

export const saveSheetHandler: CommandHandler<typeof saveSheet> = (context, input) =>
  writeSheet(context, { input, signature: null })

export const lockSheetHandler: CommandHandler<typeof lockSheet> = (context, { signature, ...input }) =>
  writeSheet(context, { input, signature })
