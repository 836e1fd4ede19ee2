import { staffNames } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { expertsOfPaper } from '../../item/store/paper-item.store.ts'
import { standardNames } from '../../knowledge/core/bank.rule.ts'
import { bankNamed } from '../../knowledge/store/bank.store.ts'
import { getPaper, outsideOf, type PaperRow } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { assemblyDetail, assemblyList } from '../contract.ts'
import { assemblyMachine, modes, stateNames } from '../core/assembly.machine.ts'
import type { paperMaking } from '../making.contract.ts'
import { type AssemblyRow, type Findings, getAssembly, recentAssemblies } from '../store/assembly.store.ts'
import { getRules, type RuleSetRow } from '../store/rules.store.ts'

const headOf = (row: AssemblyRow, { name, edition }: RuleSetRow) => ({
  ...{ assemblyId: row.id, bank: row.bank, ruleSetId: row.ruleSetId, rulesName: name, edition },
  ...{ mode: row.mode, modeName: modes[row.mode], forms: row.forms, seed: row.seed },
  ...{ state: row.state, stateName: stateNames[row.state], assembledByName: row.assembledByName },
  startedAt: row.startedAt.toISOString(),
})

export const assemblyListHandler: QueryHandler<typeof assemblyList> = async (context) => {
  const { organisationId } = ownPlace(context)
  const rows = await recentAssemblies(context.tx, organisationId)
  const rules = new Map<string, RuleSetRow>()
  for (const { ruleSetId } of rows)
    if (!rules.has(ruleSetId)) rules.set(ruleSetId, await getRules(context.tx, organisationId, ruleSetId))
  return accept({ assemblies: rows.map((row) => headOf(row, rules.get(row.ruleSetId)!)) })
}

/** JSON of the row: its lists are as the schema has them. */
const plainReport = ({ report }: Findings) => (report ? JSON.parse(JSON.stringify(report)) : null)
const plainExplanation = ({ explanation }: Findings) =>
  explanation ? JSON.parse(JSON.stringify(explanation)) : null

export const assemblyDetailHandler: QueryHandler<typeof assemblyDetail> = async (context, { assemblyId }) => {
  const { organisationId } = ownPlace(context)
  const row = await getAssembly(context.tx, organisationId, assemblyId)
  const rules = await getRules(context.tx, organisationId, row.ruleSetId)
  const again = row.state !== 'drawing' && row.mode !== 'finished' && rules.retiredAt === null
  return accept({
    ...headOf(row, rules),
    jobId: row.jobId,
    report: plainReport(row.findings),
    explanation: plainExplanation(row.findings),
    trouble: row.findings.trouble ?? null,
    availableActions: [
      ...stepsOf(row, context.actor.roles),
      ...(again ? [{ action: 'itembank.assemble', title: '重新抽题' }] : []),
    ],
  })
}

/** A paper that misses a rule is not offered for keeping. */
const stepsOf = ({ state, findings }: AssemblyRow, roles: readonly string[]) => {
  const isMet = (findings.report?.lines ?? []).every(({ isGoal, missed }) => isGoal || missed === 0)
  return assemblyMachine
    .available(state, roles)
    .filter(({ action }) => isMet || action !== 'itembank.keepAssembly')
}

/** The standard that the bank's items are written after, as the register of banks has it. */
const standardOf = async ({ tx }: QueryContext, { organisationId, bank }: PaperRow) => {
  const known = await bankNamed(tx, organisationId, bank)
  if (!known || known.standardTitle === '') return null
  const { standardKind, standardTitle: title, standardVersion: version } = known
  return { kindName: standardNames[standardKind], title, version }
}

const namesOf = (ids: readonly string[], names: ReadonlyMap<string, string>): string[] =>
  [...new Set(ids.map((id) => names.get(id) ?? '—'))].sort()

/** SDE-4.5-26, SPC-A1.4-01: who made and who checked it, by which rules, on which standard. */
export const paperMakingHandler: QueryHandler<typeof paperMaking> = async (context, { paperId }) => {
  const { organisationId } = ownPlace(context)
  const paper = await getPaper(context.tx, organisationId, paperId)
  const assembly = paper.assemblyId && (await getAssembly(context.tx, organisationId, paper.assemblyId))
  const rules = assembly ? await getRules(context.tx, organisationId, assembly.ruleSetId) : null
  const names = await staffNames(context.tx, organisationId)
  const experts = await expertsOfPaper(context.tx, organisationId, paperId)
  return accept({
    ...{ rulesName: rules?.name ?? null, edition: rules?.edition ?? null },
    rulesAuthorName: rules?.authorName ?? null,
    assembledByName: assembly ? assembly.assembledByName : (names.get(paper.assembledBy) ?? '—'),
    checkedByName: paper.reviewedBy === null ? null : (names.get(paper.reviewedBy) ?? '—'),
    itemAuthors: namesOf(experts.authors, names),
    itemReviewers: namesOf(experts.reviewers, names),
    standard: await standardOf(context, paper),
    outside: (await outsideOf(context.tx, organisationId, paperId)) ?? null,
    assemblyId: paper.assemblyId,
    report: assembly ? plainReport(assembly.findings) : null,
  })
}
