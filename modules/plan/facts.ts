import { organisationFacts } from '#modules/party/facts.ts'
import type { Day } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { UnprintableCode } from '#platform/document/press.ts'
import { type FileReference, storeFile } from '#platform/files/files.ts'
import { type SchemeRoom, schemeForm } from './core/scheme.form.ts'
import { requireSchemeIn, type Scheme } from './core/scheme.rule.ts'
import { type Segment, timelineOf } from './core/timeline.ts'
import { type BatchRow, findBatch, linesOf } from './store.ts'
import { timelineWorld } from './world.ts'

export type { SchemeRoom } from './core/scheme.form.ts'
export type { Segment } from './core/timeline.ts'

type Tx = QueryContext['tx']

export interface BatchLineFacts {
  readonly id: string
  readonly occupationCode: string
  readonly occupationName: string
  /** Empty when the occupation has no trades. */
  readonly trade: string
  readonly level: number
  readonly standard: string
  /** 'theory' | 'practical' | 'review', as the level demands. */
  readonly subjects: readonly string[]
  /** `上机考试` | `纸笔作答`; null when there is no theory. */
  readonly theoryMode: string | null
  /** `实际操作` | `上机考试` | `纸笔作答`; null when there is no practical test. */
  readonly practicalMode: string | null
  readonly feeCents: number
  readonly targetGroup: string
}

export interface BatchFacts {
  readonly organisationId: string
  readonly id: string
  readonly pack: string
  readonly state: string
  readonly name: string
  readonly createdOn: Day
  readonly enrolmentFrom: Day
  readonly enrolmentTo: Day
  readonly reviewUntil: Day
  readonly paymentUntil: Day
  readonly ticketFrom: Day
  readonly examFrom: Day
  readonly examTo: Day
  readonly publicityFrom: Day
  readonly publicityTo: Day
  readonly issueOn: Day
  readonly siteIds: readonly string[]
  readonly capacity: number
  readonly publishedAt: Date | null
  readonly lines: readonly BatchLineFacts[]
}

const lineFacts = (line: Awaited<ReturnType<typeof linesOf>>[number]): BatchLineFacts => ({
  id: line.id,
  occupationCode: line.occupationCode,
  occupationName: line.occupationName,
  trade: line.trade,
  level: line.level,
  standard: line.standard,
  subjects: line.subjects,
  theoryMode: line.theoryMode,
  practicalMode: line.practicalMode,
  feeCents: line.feeCents,
  targetGroup: line.targetGroup,
})

const factsOf = async (tx: Tx, batch: BatchRow): Promise<BatchFacts> => ({
  organisationId: batch.organisationId,
  id: batch.id,
  pack: batch.pack,
  state: batch.state,
  name: batch.name,
  createdOn: batch.createdOn,
  enrolmentFrom: batch.enrolmentFrom,
  enrolmentTo: batch.enrolmentTo,
  reviewUntil: batch.reviewUntil,
  paymentUntil: batch.paymentUntil,
  ticketFrom: batch.ticketFrom,
  examFrom: batch.examFrom,
  examTo: batch.examTo,
  publicityFrom: batch.publicityFrom,
  publicityTo: batch.publicityTo,
  issueOn: batch.issueOn,
  siteIds: batch.siteIds,
  capacity: batch.capacity,
  publishedAt: batch.publishedAt,
  lines: (await linesOf(tx, batch.organisationId, [batch.id])).map(lineFacts),
})

/** A batch with its lines. Throws MissingRow when the actor reaches no such batch. */
export const batchFacts = async (tx: Tx, organisationId: string, batchId: string): Promise<BatchFacts> =>
  factsOf(tx, await findBatch(tx, { organisationId, id: batchId }))

/** Published batches whose enrolment is open or still to come on a day, for candidates and the public. */
export const openBatches = async (tx: Tx, today: Day): Promise<BatchFacts[]> => {
  const rows = await tx
    .selectFrom('batch')
    .select(['organisationId', 'id'])
    .where('publishedAt', 'is not', null)
    .where('state', 'in', ['published', 'running'])
    .where('enrolmentTo', '>=', today)
    .orderBy('enrolmentFrom')
    .orderBy('name')
    .execute()
  return Promise.all(rows.map(({ organisationId, id }) => batchFacts(tx, organisationId, id)))
}

/** The stages of a batch as of a day; the list that the ribbon shows. */
export const batchTimeline = async (tx: Tx, batch: BatchFacts, today: Day): Promise<readonly Segment[]> =>
  timelineOf(await timelineWorld(tx, batch.pack, batch.createdOn), batch, today)

/** SDS-3.4-02: the scheme of Annex 3, or the refusal that stops the forwarding of a batch without one. */
export const requireScheme = async (
  tx: Tx,
  organisationId: string,
  batchId: string,
): Promise<Verdict<Scheme, 'SCHEME_MISSING'>> =>
  requireSchemeIn((await findBatch(tx, { organisationId, id: batchId })).scheme)

/** What the arrangement knows for Annex 3: confirmed candidates by line (null: none yet), and the rooms. */
export interface SchemeData {
  readonly organisationId: string
  readonly batchId: string
  readonly counts: readonly { readonly lineId: string; readonly count: number }[] | null
  readonly rooms: readonly SchemeRoom[]
}

/** Prints Annex 3, the implementation scheme, and stores the PDF with the organisation. */
export const schemeDocument = async (
  context: CommandContext,
  { organisationId, batchId, counts, rooms }: SchemeData,
): Promise<Verdict<FileReference, 'SCHEME_MISSING' | UnprintableCode>> => {
  const { tx, services, today } = context
  const batch = await findBatch(tx, { organisationId, id: batchId })
  const scheme = requireSchemeIn(batch.scheme)
  if (scheme.refused) return scheme
  const { name, headName, headPhone, contactPerson, contactPhone } = await organisationFacts(
    tx,
    organisationId,
  )
  const form = schemeForm({
    organisationName: name,
    headName: headName ?? '',
    headPhone: headPhone ?? '',
    contactPerson: contactPerson ?? '',
    contactPhone: contactPhone ?? '',
    filledOn: today,
    scheme: scheme.value,
    lines: await linesOf(tx, organisationId, [batchId]),
    counts,
    rooms,
  })
  const printable = services.press.printable(form, ['serif'])
  if (printable.refused) return printable
  const title = `职业技能等级认定实施方案 ${batch.name}`
  const template = { path: 'modules/plan/documents/scheme.typ' }
  const bytes = await services.press.render({ template, data: form }, { date: today, title })
  return accept(
    await storeFile(context, { organisationId, name: `${title}.pdf`, mediaType: 'application/pdf', bytes }),
  )
}
