import { staffNames } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../../undertaking/store/undertaking.store.ts'
import { peopleOf } from '../approval-data.ts'
import type { paperOrigin, printDesk, tracePrint } from '../contract.ts'
import { documentsOf, isInForms, printDocuments, readTrace } from '../core/print.rule.ts'
import type { Ports } from '../press-run.ts'
import { formatsOf, formNamesOf, getPrintable, type Printable, printObstacle } from '../print-source.ts'
import { filingOf, originOf } from '../store/origin.store.ts'
import { type PartRow, type PrintRow, partsOfPrint, printByCode, printsOf } from '../store/print.store.ts'

const stateNames = { pressing: '排版中', ready: '可取出', deleted: '已删除' } as const

const shownPrint = (row: PrintRow, parts: readonly PartRow[]) => {
  const { id, title, document, format, copies, code, state, orderedByName } = row
  return {
    printId: id,
    title: `${title}　${printDocuments[document].title}`,
    ...{ format, copies, code, state, orderedByName },
    stateName: stateNames[state],
    orderedAt: row.orderedAt.toISOString(),
    deleteAfter: row.deleteAfter.toISOString(),
    deletedAt: row.deletedAt?.toISOString() ?? null,
    parts: parts.map(({ number, name, size, fetchedAt }) => ({
      ...{ number, name, size },
      fetched: fetchedAt !== null,
    })),
  }
}

const offered = (of: Printable) =>
  documentsOf(of.subject).map((document) => {
    const { title, inCopies } = printDocuments[document]
    const obstacle = printObstacle(of, document)
    const unbound =
      document === 'answer-sheet' && of.subject === 'theory' && of.row.sessionId === null
        ? '试卷尚未指定批次和场次。'
        : undefined
    const refusal = obstacle ?? unbound
    return {
      ...{ document, title, formats: formatsOf(of, document), inCopies, inForms: isInForms(document) },
      enabled: refusal === undefined,
      ...(refusal !== undefined && { refusal }),
    }
  })

const roomsOf = async ({ tx }: QueryContext, of: Printable, { candidates }: Ports) => {
  if (of.subject !== 'theory' || of.row.sessionId === null) return []
  const rooms = await candidates.rooms(tx, of.row.organisationId, of.row.sessionId)
  return rooms.map(({ name, candidates: count }) => ({ name, candidates: count }))
}

export const printDeskHandler =
  (ports: Ports): QueryHandler<typeof printDesk> =>
  async (context, input) => {
    const { organisationId } = ownPlace(context)
    const of = await getPrintable(context.tx, { organisationId, ...input })
    const prints = await printsOf(context.tx, organisationId, input.paperId)
    const parts = Map.groupBy(
      await partsOfPrint(
        context.tx,
        organisationId,
        prints.map(({ id }) => id),
      ),
      ({ printId }) => printId,
    )
    return accept({
      documents: offered(of),
      forms: formNamesOf(of),
      rooms: await roomsOf(context, of, ports),
      prints: prints.map((row) => shownPrint(row, parts.get(row.id) ?? [])),
      mayPrint: context.actor.roles.includes('org-secrecy'),
    })
  }

const lastFetch = (parts: readonly PartRow[]): string | null => {
  const times = parts.flatMap(({ fetchedAt }) => (fetchedAt ? [fetchedAt.toISOString()] : []))
  return times.toSorted().at(-1) ?? null
}

export const tracePrintHandler: QueryHandler<typeof tracePrint> = async (context, { code }) => {
  const { organisationId } = ownPlace(context)
  const read = readTrace(code)
  const row = read && (await printByCode(context.tx, organisationId, read.code))
  if (!row) return accept({ found: null })
  const parts = await partsOfPrint(context.tx, organisationId, [row.id])
  return accept({
    found: {
      title: row.title,
      documentTitle: printDocuments[row.document].title,
      number: read.number,
      copies: row.copies,
      orderedByName: row.orderedByName,
      orderedAt: row.orderedAt.toISOString(),
      fetchedAt: lastFetch(parts),
    },
  })
}

/** What the keeper of the bank may still put on record. */
const originActions = (of: Printable, isFiled: boolean, roles: readonly string[]): string[] => {
  if (!roles.includes('org-itembank') || of.row.state === 'voided') return []
  return ['itembank.recordOrigin', ...(isFiled ? [] : ['itembank.filePaper'])]
}

export const paperOriginHandler: QueryHandler<typeof paperOrigin> = async (context, input) => {
  const { tx, actor } = context
  const { organisationId } = ownPlace(context)
  const of = await getPrintable(tx, { organisationId, ...input })
  const { author, reviewer } = peopleOf(of, await staffNames(tx, organisationId))
  const origin = await originOf(tx, organisationId, input.paperId)
  const filing = await filingOf(tx, organisationId, input.paperId)
  return accept({
    authorNames: author,
    checkerName: reviewer,
    basis: origin && { ...origin, experts: origin.experts.map((expert) => ({ ...expert })) },
    filing,
    availableActions: originActions(of, filing !== null, actor.roles),
  })
}
