import { sessionsOf } from '#modules/arrangement/facts.ts'
import {
  absentOnPaper,
  approvedResits,
  type ScriptFact,
  scriptsOf,
  violationsOf,
} from '#modules/delivery/facts.ts'
import { paperKey } from '#modules/itembank/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { nothingTaken, type TakenSubjects, takenSubjects } from './core/discipline.rule.ts'
import type { AnalysedItem, AnalysedScript } from './core/item-analysis.ts'
import { type SubjectScore, withStatus } from './core/result.rule.ts'
import { type KeyRuling, theoryTotal } from './core/theory.rule.ts'
import { type KeyErrorRow, keyErrorsOf } from './store/entry.store.ts'

interface At {
  readonly organisationId: string
  readonly batchId: string
}

export interface KeyedPaper {
  readonly paperId: string
  /** The pool of all forms. */
  readonly items: readonly AnalysedItem[]
  readonly forms: readonly { readonly items: readonly string[] }[]
  readonly rulings: ReadonlyMap<string, KeyRuling>
}

const rulingsOf = (requests: readonly KeyErrorRow[], paperId: string): ReadonlyMap<string, KeyRuling> =>
  new Map(
    requests
      .filter((request) => request.state === 'approved' && request.paperId === paperId)
      .map(({ itemId, ruling }) => [itemId, ruling]),
  )

/** The papers that the scripts answer, each with its key and the rulings approved on it. Stays on the server. */
export const keyedPapers = async (
  context: CommandContext,
  at: At,
  scripts: readonly Pick<ScriptFact, 'paperId'>[],
): Promise<ReadonlyMap<string, KeyedPaper>> => {
  const requests = await keyErrorsOf(context, at)
  const papers = new Map<string, KeyedPaper>()
  for (const paperId of new Set(scripts.map((script) => script.paperId))) {
    const { items, forms } = await paperKey(context, at.organisationId, paperId)
    papers.set(paperId, { paperId, items, forms, rulings: rulingsOf(requests, paperId) })
  }
  return papers
}

/** Whether a script's answers count; absent and expelled candidates have none that do. */
export const isAnswered = ({ outcome }: Pick<ScriptFact, 'outcome'>): boolean =>
  outcome === 'handed-in' || outcome === 'collected'

/** The items that a script's form holds; the same rule by which its room gave the form out. */
export const itemsOfScript = (
  { items, forms }: KeyedPaper,
  { form }: Pick<ScriptFact, 'form'>,
): readonly AnalysedItem[] => {
  const held = new Set(forms[form % forms.length]?.items)
  return items.filter(({ id }) => held.has(id))
}

/** SDS-4.4-40: a sitting that was lost through no fault of the candidate does not count once he is to sit again. */
const isSpoilt = ({ resits }: TheoryDesk, { applicationId, sittingId }: ScriptFact): boolean =>
  resits.get(applicationId) === sittingId

const scoreOf = (script: ScriptFact, paper: KeyedPaper, taken: TakenSubjects): SubjectScore => {
  const points = isAnswered(script)
    ? theoryTotal(itemsOfScript(paper, script), script.answers, paper.rulings)
    : null
  const score: SubjectScore = { subject: 'theory', points, status: 'scored' }
  const decided = taken.get('theory')
  if (decided) return withStatus(score, decided)
  if (script.outcome === 'expelled') return withStatus(score, 'cheating')
  return script.outcome === 'absent' ? withStatus(score, 'absent') : score
}

/** What scoring the theory of a batch rests on. */
export interface TheoryDesk {
  readonly scripts: readonly ScriptFact[]
  readonly papers: ReadonlyMap<string, KeyedPaper>
  /** What decisions on violations have taken, by application. */
  readonly taken: ReadonlyMap<string, TakenSubjects>
  /** The sitting that does not count, of those who sit again, by application. */
  readonly resits: ReadonlyMap<string, string>
  /** Who did not come to a room that answers on paper, by application; there is no script of them. */
  readonly absentOnPaper: readonly string[]
}

/** SDS-4.4-34: as the invigilators of the paper rooms signed it. */
const missedOnPaper = async (tx: CommandContext['tx'], { organisationId, batchId }: At) => {
  const missed = await absentOnPaper(tx, organisationId, batchId)
  if (missed.length === 0) return []
  const theory = new Set(
    (await sessionsOf(tx, organisationId, batchId)).flatMap(({ id, subject }) =>
      subject === 'theory' ? [id] : [],
    ),
  )
  return missed.flatMap(({ sessionId, applicationId }) => (theory.has(sessionId) ? [applicationId] : []))
}

export const theoryDesk = async (context: CommandContext, at: At): Promise<TheoryDesk> => {
  const { tx } = context
  const scripts = await scriptsOf(tx, at.organisationId, at.batchId)
  const papers = await keyedPapers(context, at, scripts)
  const taken = takenSubjects(await violationsOf(tx, at.organisationId, at.batchId))
  const resits = await approvedResits(tx, at.organisationId, at.batchId)
  return { scripts, papers, taken, resits, absentOnPaper: await missedOnPaper(tx, at) }
}

const absentScore = (taken: TakenSubjects): SubjectScore =>
  withStatus({ subject: 'theory', points: null, status: null }, taken.get('theory') ?? 'absent')

const resit: SubjectScore = withStatus({ subject: 'theory', points: null, status: null }, 're-sit')

/**
 * Every script of the batch scored, and whoever missed a paper room, by application: absent 0, expelled, cheating or cancelled 0. A spoilt one is no
 * script: the one of the other sitting takes its place, and until there is one the subject stands as to be sat again.
 */
export const scoreScripts = (desk: TheoryDesk): ReadonlyMap<string, SubjectScore> => {
  const { scripts, papers, taken } = desk
  const spoilt = scripts.filter((script) => isSpoilt(desk, script))
  const counting = scripts.filter((script) => !isSpoilt(desk, script))
  return new Map([
    ...desk.absentOnPaper.map((id) => [id, absentScore(taken.get(id) ?? nothingTaken)] as const),
    ...spoilt.map(({ applicationId }) => [applicationId, resit] as const),
    ...counting.map(
      (script) =>
        [
          script.applicationId,
          scoreOf(script, papers.get(script.paperId)!, taken.get(script.applicationId) ?? nothingTaken),
        ] as const,
    ),
  ])
}

/** Scripts of a paper that say something of its items: answered to the end and without cheating. */
export const tellingScripts = (desk: TheoryDesk, paper: KeyedPaper): readonly AnalysedScript[] =>
  desk.scripts
    .filter(
      (script) =>
        script.paperId === paper.paperId &&
        isAnswered(script) &&
        !isSpoilt(desk, script) &&
        !desk.taken.get(script.applicationId)?.has('theory'),
    )
    .map((script) => ({ items: itemsOfScript(paper, script), answers: script.answers }))
