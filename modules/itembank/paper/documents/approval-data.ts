import { staffNames } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { Json } from '#platform/contract/verdict.ts'
import { pointsText } from './core/printed-paper.ts'
import { type Printable, practicalContent } from './print-source.ts'
import { type Filing, filingOf, originOf } from './store/origin.store.ts'
import { printedPaperOf } from './stored-paper.ts'

/** Who made a paper and who checked it. */
export const peopleOf = (of: Printable, names: ReadonlyMap<string, string>) => {
  const named = (id: string) => names.get(id) ?? '—'
  const authors = of.subject === 'theory' ? [of.row.assembledBy] : of.row.authors
  const { reviewedBy } = of.row
  return { author: authors.map(named).join('、'), reviewer: reviewedBy === null ? null : named(reviewedBy) }
}

const filingData = (filing: Filing | null): Json =>
  filing && { number: filing.filingNumber, on: filing.filedOn }

const contentOf = async (context: QueryContext, of: Printable) => {
  if (of.subject === 'practical') {
    const { paper, organisation } = await practicalContent(context, of.row)
    return {
      ...{ organisation, title: `${paper.title}（${paper.paperNo} 第${of.row.edition}版）` },
      ...{ occupation: paper.occupation, level: paper.level, subject: '操作技能' },
      ...{ minutes: paper.totalMinutes, points: pointsText(paper.totalScore) },
      parts: paper.modules.map(({ name, maxScore }) => `${name} ${pointsText(maxScore)}分`),
    }
  }
  const { head, forms } = await printedPaperOf(context, of.row)
  return {
    ...head,
    points: pointsText(head.points),
    parts: (forms[0]?.sections ?? []).map(({ typeName, items }) => {
      const points = items.reduce((total, item) => total + item.points, 0)
      return `${typeName}${items.length}题 ${pointsText(points)}分`
    }),
  }
}

/** SDE-4.5-26, SPC-A1.4-01: author, checker, experts and the standard's version, with places to sign. */
export const approvalData = async (context: QueryContext, of: Printable): Promise<Json> => {
  const { tx } = context
  const { organisationId, id, contentHash } = of.row
  const origin = await originOf(tx, organisationId, id)
  return {
    ...(await contentOf(context, of)),
    ...peopleOf(of, await staffNames(tx, organisationId)),
    digest: contentHash,
    standard: origin?.standard ?? '',
    standardVersion: origin?.standardVersion ?? '',
    experts: (origin?.experts ?? []).map(({ name, employer, title }) => ({ name, employer, title })),
    filing: filingData(await filingOf(tx, organisationId, id)),
  }
}
