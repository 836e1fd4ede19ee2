import { filedScopeOn } from '#modules/filing/facts.ts'
import { staffNames } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { getPaper, outsideOf, type PaperRow } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { assemblyDetail, assemblyList, paperMaking } from '../contract.ts'
import { assemblyMachine, modes, stateNames } from '../core/assembly.machine.ts'
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

/** The standard of the filing for the paper's occupation and level. */
const standardOf = async (context: QueryContext, { organisationId, occupationCode, level }: PaperRow) => {
  const scope = await filedScopeOn(context.tx, organisationId, context.today)
  const item = scope?.items.find((one) => one.occupationCode === occupationCode && one.level === level)
  return item?.standard ?? null
}

/** SDE-4.5-26, SPC-A1.4-01: who made and who checked it, by which rules, on which standard. */
export const paperMakingHandler: QueryHandler<typeof paperMaking> = async (context, { paperId }) => {
  const { organisationId } = ownPlace(context)
  const paper = await getPaper(context.tx, organisationId, paperId)
  const assembly = paper.assemblyId && (await getAssembly(context.tx, organisationId, paper.assemblyId))
  const rules = assembly ? await getRules(context.tx, organisationId, assembly.ruleSetId) : null
  const names = await staffNames(context.tx, organisationId)
  return accept({
    ...{ rulesName: rules?.name ?? null, edition: rules?.edition ?? null },
    rulesAuthorName: rules?.authorName ?? null,
    assembledByName: assembly ? assembly.assembledByName : (names.get(paper.assembledBy) ?? '—'),
    standard: await standardOf(context, paper),
    outside: (await outsideOf(context.tx, organisationId, paperId)) ?? null,
    assemblyId: paper.assemblyId,
    report: assembly ? plainReport(assembly.findings) : null,
  })
}
