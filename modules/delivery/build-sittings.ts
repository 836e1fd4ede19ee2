import { randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { accountsNamed, clearIdentitiesOf, organisationFacts } from '#modules/party/facts.ts'
import { isPracticalOnPaper, theoryMedium } from '#modules/plan/facts.ts'
import type { Regime } from '#modules/policy/core/regime.ts'
import { sm3 } from '#platform/audit/chain.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { readHeader } from '#platform/seal/package.ts'
import { type CentralPreparation, seatGuide } from './core/central-preparation.ts'
import { type DocumentDigests, lastSixDigest, numberDigest } from './core/document-digest.ts'
import { formSlots } from './core/form-slots.ts'
import type { SeatGrid } from './core/preparation.ts'
import type { RoomPort } from './core/room.port.ts'
import type { RoomRules, SeatRules } from './core/room.rules.ts'
import { rulesOfRegime } from './core/rules-of-regime.ts'
import { dutyList, dutyPeople, type Keeper, Passcodes } from './duty-list.ts'
import { type BatchScene, dutiesInRoom, type SessionScene } from './session-scene.ts'
import type { NewSitting } from './store.ts'

interface PackageFacts {
  readonly paperId: string
  readonly fileId: string
  readonly hash: string
  readonly keepers: readonly Keeper[]
  /** How many keepers open it together. */
  readonly threshold: number
}

type PackageRefusal = 'PAPER_NOT_SEALED' | 'KEEPERS_MISSING' | 'SESSION_IN_PRINT'

/** C37, SDS-4.2-04: what is answered by hand goes to its rooms in envelopes, never to their computers. */
export const printGap = ({ paper, line, session }: SessionScene): string | undefined => {
  if (session.subject === 'practical')
    return isPracticalOnPaper(line.practicalMode) ? '本场技能考核为纸笔作答' : undefined
  if (theoryMedium(line.theoryMode) === 'print') return '本场为纸笔作答，试卷按试卷袋发放'
  return paper?.medium === 'print' ? '本场的试卷只能纸笔作答' : undefined
}

const inPrint = ({ session }: SessionScene, gap: string, { delivery }: Regime) =>
  refuse('SESSION_IN_PRINT', {
    sentence: `第 ${session.number} 场：${gap}，不能下发考试机。`,
    remedy: '请由保密管理人员制作试卷袋并办理交接；改为上机考试的，请变更认定计划并启用机考试卷。',
    clauses: [...delivery.theoryMode.clauses],
    details: { sessionId: session.id },
  })

const notSealed = ({ session, title }: SessionScene) =>
  refuse('PAPER_NOT_SEALED', {
    sentence: `第 ${session.number} 场（${title}）还没有密封的试卷，或存有试卷的载体尚未登记。`,
    remedy: '请题库和保密管理人员为本场组卷、审核、密封并登记载体后再下发。',
    clauses: ['SDS-4.2-03', 'SDS-4.2-09', 'SDE-4.5-30'],
    details: { sessionId: session.id },
  })

const keepersMissing = ({ session }: SessionScene, needed: number, present: number) =>
  refuse('KEEPERS_MISSING', {
    sentence: `第 ${session.number} 场试卷启封须 ${needed} 名保管人到场，保管人中现只有 ${present} 名仍是本单位人员。`,
    remedy: '请作废原试卷，由在岗保管人重新设置口令并密封。',
    clauses: ['SDS-4.2-06', 'SDS-4.2-07'],
    details: { sessionId: session.id },
  })

/** The sealed package of a session: its hash, and who keeps a part of its key, by the package's own header. */
const packageOf = async (
  context: CommandContext,
  organisationId: string,
  scene: SessionScene,
): Promise<Verdict<PackageFacts, PackageRefusal>> => {
  const { paper } = scene
  if (!paper) return notSealed(scene)
  const bytes = await bytesOfFile(context, { organisationId, fileId: paper.sealedFileId })
  const header = readHeader(bytes)
  if (header.refused) return notSealed(scene)
  const { custodians, threshold } = header.value
  const accountIds = custodians.map(({ name }) => name)
  const keepers = await accountsNamed(context.tx, organisationId, accountIds)
  if (keepers.length < threshold) return keepersMissing(scene, threshold, keepers.length)
  return accept({
    paperId: paper.paperId,
    fileId: paper.sealedFileId,
    hash: sm3(bytes).toString('hex'),
    keepers,
    threshold,
  })
}

type RoomInUse = SessionScene['rooms'][number]

const gridOf = ({ room }: RoomInUse): SeatGrid => ({
  rows: room.rowCount,
  columns: room.columnCount,
  aislesAfter: [],
  door: null,
  defects: room.seats
    .filter(({ usable }) => !usable)
    .map(({ row, column }) => ({ row, column, reason: '座位停用' })),
})

/** The form of each placement of a session, over all its rooms. */
const slotsOf = ({ rooms, paper }: SessionScene): ReadonlyMap<string, number> => {
  const places = rooms.flatMap(({ room, placements }) =>
    placements.map(({ id, row, column }) => ({ id, roomId: room.id, row, column })),
  )
  const slots = formSlots(places, paper?.forms ?? 1)
  return new Map(places.map(({ id }, at) => [id, slots[at] ?? 0]))
}

/** What the room compares documents with: digests under a salt of the sitting's own, never the numbers. */
const documentsOf = async (
  context: CommandContext,
  organisationId: string,
  { placements }: RoomInUse,
): Promise<{ readonly documentSalt: string; readonly digests: ReadonlyMap<string, DocumentDigests> }> => {
  const documentSalt = randomBytes(16).toString('hex')
  const ids = [...new Set(placements.map(({ personId }) => personId))]
  const identities = await clearIdentitiesOf(context, ids, {
    organisationId,
    reason: '下发考场，供入场核对证件',
  })
  const digest = (text: string): string => sm3(text).toString('hex')
  const digests = [...identities].map(([personId, { documentNumber }]) => {
    const number = numberDigest(digest, documentSalt, documentNumber)
    return [personId, { number, lastSix: lastSixDigest(digest, documentSalt, documentNumber) }] as const
  })
  return { documentSalt, digests: new Map(digests) }
}

const rosterOf = (
  { placements }: RoomInUse,
  slots: ReadonlyMap<string, number>,
  digests: ReadonlyMap<string, DocumentDigests>,
): CentralPreparation['roster'] =>
  placements.map((placement) => ({
    seat: String(placement.seatNumber),
    row: placement.row,
    column: placement.column,
    candidate: placement.id,
    name: placement.name,
    maskedNumber: placement.documentMasked,
    ticketNumber: placement.ticketNumber,
    form: slots.get(placement.id) ?? 0,
    ...(digests.has(placement.personId) && { document: digests.get(placement.personId)! }),
    applicationId: placement.applicationId,
    personId: placement.personId,
    photoFileId: placement.photoFileId,
  }))

const minutesOf = ({ session }: SessionScene): number =>
  Math.round((session.endsAt.getTime() - session.startsAt.getTime()) / 60_000)

interface Making {
  readonly context: CommandContext
  readonly batch: BatchScene
  readonly organisationName: string
  readonly scene: SessionScene
  readonly sealed: PackageFacts
  readonly passcodes: Passcodes
  readonly browser: SeatRules['browser'] | undefined
}

/** The organisation may ask for Safe Exam Browser where the pack leaves it open. */
const withBrowser = (rules: RoomRules, browser: Making['browser']): RoomRules =>
  browser && rules.seat ? { ...rules, seat: { ...rules.seat, browser } } : rules

const sittingOf = async (making: Making, inUse: RoomInUse): Promise<NewSitting> => {
  const { context, batch, scene, sealed, passcodes, organisationName } = making
  const { organisationId, id: batchId } = batch.batch
  const { room } = inUse
  const id = uuid()
  const people = dutyPeople(dutiesInRoom(scene.duties, room), sealed.keepers)
  const { duties, clear, accounts } = await dutyList(people, passcodes)
  const { documentSalt, digests } = await documentsOf(context, organisationId, inUse)
  const rules = withBrowser(rulesOfRegime(batch.regime, minutesOf(scene)), making.browser)
  const { value, clauses } = rules.openingPersons
  const preparation: CentralPreparation = {
    sittingId: id,
    title: scene.title,
    organisation: organisationName,
    site: room.siteName,
    roomName: room.name,
    plannedStart: scene.session.startsAt.toISOString(),
    plannedEnd: scene.session.endsAt.toISOString(),
    grid: gridOf(inUse),
    roster: rosterOf(inUse, slotsOf(scene), digests),
    documentSalt,
    duties,
    rules: { ...rules, openingPersons: { value: Math.max(value, sealed.threshold), clauses } },
    guide: seatGuide,
  }
  const { keyring } = context.services
  return {
    ...{ organisationId, id, batchId, sessionId: scene.session.id, roomId: room.id },
    ...{ paperId: sealed.paperId, packageFileId: sealed.fileId, packageHash: sealed.hash },
    preparation,
    dutyAccounts: accounts,
    passcodes: keyring.encrypt(JSON.stringify(clear), passcodePurpose(id)),
  }
}

/** What the passcodes of a sitting are encrypted for. */
export const passcodePurpose = (sittingId: string): string => `sitting.passcodes:${sittingId}`

/** The sittings of one session in these rooms, ready to be written. */
export const buildSittings = async (
  context: CommandContext,
  of: {
    readonly batch: BatchScene
    readonly scene: SessionScene
    readonly rooms: readonly RoomInUse[]
    readonly browser: Making['browser']
  },
  room: RoomPort,
): Promise<Verdict<readonly NewSitting[], PackageRefusal>> => {
  const { batch, scene, rooms, browser } = of
  const { organisationId } = batch.batch
  const gap = printGap(scene)
  if (gap) return inPrint(scene, gap, batch.regime)
  const sealed = await packageOf(context, organisationId, scene)
  if (sealed.refused) return sealed
  const { name: organisationName } = await organisationFacts(context.tx, organisationId)
  const passcodes = new Passcodes(room.hashPasscode)
  const making = { context, batch, scene, organisationName, sealed: sealed.value, passcodes, browser }
  return accept(await Promise.all(rooms.map((inUse) => sittingOf(making, inUse))))
}
