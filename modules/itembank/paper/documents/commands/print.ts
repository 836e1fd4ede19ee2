import { v7 as uuid } from 'uuid'
import { sm3 } from '#platform/audit/chain.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../../undertaking/store/undertaking.store.ts'
import type { TheorySession } from '../../sessions.port.ts'
import type { orderPrint, pressPrint } from '../contract.ts'
import {
  copiesOf,
  isPrintDocument,
  judgeWish,
  type PrintWish,
  partsOf,
  printDocuments,
  traceCode,
} from '../core/print.rule.ts'
import { checkRun, type Ports, pressPart } from '../press-run.ts'
import {
  attachedFormat,
  formatsOf,
  formsOfPrintable,
  getPrintable,
  type Printable,
  printObstacle,
} from '../print-source.ts'
import {
  getPrint,
  insertPrint,
  keepPart,
  type PrintRow,
  type PrintSettings,
  partsOfPrint,
  updatePrint,
} from '../store/print.store.ts'

type Order = InputOf<typeof orderPrint>

const unavailable = (sentence: string) =>
  refuse('PRINT_UNAVAILABLE', { sentence, remedy: '请从列表中选择文书。', clauses: [], field: 'document' })

const wrongState = (sentence: string) =>
  refuse('WRONG_STATE', { sentence, remedy: '请刷新页面，按当前状态办理。', clauses: ['SDS-4.2-06'] })

const wishOf = (order: Order, of: Printable) => {
  const { document, format, copies } = order
  if (!isPrintDocument(document)) return unavailable('没有这种文书。')
  const total = formsOfPrintable(of)
  const forms = order.forms ?? Array.from({ length: total }, (_, at) => at)
  if (forms.some((at) => at >= total)) return unavailable('试卷没有所选的卷别。')
  const wish: PrintWish = { document, format, copies, forms: [...forms] }
  const refusal = judgeWish(wish, of.subject)
  if (refusal) return refusal
  if (!formatsOf(of, document).includes(format)) return unavailable('试卷附件只有原来的格式。')
  const obstacle = printObstacle(of, document)
  return obstacle ? wrongState(obstacle) : accept(wish)
}

const noSession = (): Refusal<'NOT_BOUND'> =>
  refuse('NOT_BOUND', {
    sentence: '试卷尚未指定批次和场次，不能印制答题纸。',
    remedy: '请先指定批次和场次。',
    clauses: ['HN-3.1.4-08'],
  })

const nobody = (): Refusal<'NO_CANDIDATES'> =>
  refuse('NO_CANDIDATES', {
    sentence: '该场次还没有编排考生座位。',
    remedy: '请在考务编排确认后印制答题纸。',
    clauses: ['HN-3.1.4-08'],
  })

const boundSession = async ({ tx }: CommandContext, of: Printable, { sessions }: Ports) => {
  if (of.subject !== 'theory') return undefined
  const { organisationId, sessionId } = of.row
  return (await sessions(tx, organisationId)).find((one) => one.sessionId === sessionId)
}

interface Plan {
  readonly settings: PrintSettings
  readonly parts: number
  readonly copies: number
}

/** Answer sheets are printed room by room; everything else in numbered copies. */
const planOf = async (
  context: CommandContext,
  {
    wish,
    order,
    session,
    of,
  }: {
    readonly wish: PrintWish
    readonly order: Order
    readonly session: TheorySession | undefined
    readonly of: Printable
  },
  { candidates }: Ports,
): Promise<Verdict<Plan, 'NOT_BOUND' | 'NO_CANDIDATES'>> => {
  const settings = { forms: wish.forms, copies: wish.copies, subjectCode: order.subjectCode ?? '' }
  const sessionId = session?.sessionId ?? null
  if (wish.document !== 'answer-sheet') {
    return accept({
      settings: { ...settings, sessionId, roomIds: [] },
      parts: attachedFormat(of) ? 1 : partsOf(wish),
      copies: copiesOf(wish).length,
    })
  }
  if (!session) return noSession()
  const { organisationId } = ownPlace(context)
  const rooms = await candidates.rooms(context.tx, organisationId, session.sessionId)
  if (rooms.length === 0) return nobody()
  return accept({
    settings: { ...settings, sessionId, roomIds: rooms.map(({ roomId }) => roomId) },
    parts: rooms.length,
    copies: rooms.reduce((sum, room) => sum + room.candidates, 0),
  })
}

const hours = 3_600_000

/** SDS-4.2-06: files of a run live until the session is over, and never longer than a day where there is none. */
const lifetime = (now: Date, session: TheorySession | undefined): Date =>
  session && session.endsAt.getTime() > now.getTime() ? session.endsAt : new Date(now.getTime() + 24 * hours)

const keepRun = async (
  context: CommandContext,
  {
    of,
    order,
    wish,
    plan,
    session,
  }: {
    readonly of: Printable
    readonly order: Order
    readonly wish: PrintWish
    readonly plan: Plan
    readonly session: TheorySession | undefined
  },
) => {
  const { organisationId, accountId } = ownPlace(context)
  const id = uuid()
  const row = await insertPrint(context.tx, {
    ...{ organisationId, id, paperId: order.paperId, subject: order.subject },
    ...{ document: wish.document, format: wish.format, title: of.row.title },
    ...plan,
    code: traceCode(sm3(`${organisationId}/${order.paperId}/${id}`)),
    deleteAfter: lifetime(context.now, session),
    ...{ orderedBy: accountId, orderedByName: context.actor.name, orderedAt: context.now },
  })
  context.record({
    type: 'print-ordered',
    table: 'paperPrint',
    row,
    data: { document: wish.document, format: wish.format, copies: plan.copies, paperId: order.paperId },
    clauses: ['SDS-4.2-06', 'SDE-4.5-28', 'HN-2.5-14'],
  })
  return getPrint(context.tx, organisationId, row.id)
}

/** Starts a print run. What can be set at all is tried with the first part, so that nobody waits for a refusal. */
export const orderPrintHandler =
  (ports: Ports): CommandHandler<typeof orderPrint> =>
  async (context, order) => {
    const { organisationId } = ownPlace(context)
    const of = await getPrintable(context.tx, { organisationId, ...order })
    const wished = wishOf(order, of)
    if (wished.refused) return wished
    const wish = wished.value
    const session = await boundSession(context, of, ports)
    const plan = await planOf(context, { wish, order, session, of }, ports)
    if (plan.refused) return plan
    const { parts } = plan.value
    const run = await keepRun(context, { of, order, wish, plan: plan.value, session })
    const refusal = await checkRun(context, run, ports)
    if (refusal) return refusal
    const printId = run.id
    const jobId = await context.startJob({
      kind: 'itembank.print',
      title: `印制：${of.row.title} ${printDocuments[wish.document].title}`,
      organisationId,
      payload: { printId, parts },
      total: parts,
    })
    return accept({ printId, jobId, parts })
  }

const finishRun = async (context: CommandContext, run: PrintRow) => {
  const done = await partsOfPrint(context.tx, run.organisationId, [run.id])
  if (done.length < run.parts) return
  const row = await updatePrint(context.tx, run, { state: 'ready' })
  context.record({
    type: 'print-pressed',
    table: 'paperPrint',
    row,
    data: { document: run.document, copies: run.copies, parts: run.parts },
    clauses: ['SDS-4.2-06'],
  })
}

/** Sets one part and keeps it encrypted; a part that an interrupted run has kept is not set again. */
export const pressPrintHandler =
  (ports: Ports): CommandHandler<typeof pressPrint> =>
  async (context, { printId, part }) => {
    const { organisationId } = ownPlace(context)
    const run = await getPrint(context.tx, organisationId, printId)
    const known = (await partsOfPrint(context.tx, organisationId, [printId])).find(
      ({ number }) => number === part,
    )
    if (known) return accept({ part, bytes: known.size })
    const pressed = await pressPart(context, run, { part, ports })
    if (pressed.refused) return pressed
    await keepPart(context, run, { ...pressed.value, number: part })
    await finishRun(context, run)
    return accept({ part, bytes: pressed.value.bytes.length })
  }
