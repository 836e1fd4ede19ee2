import { isDeepStrictEqual } from 'node:util'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { unreadableOr } from '../../exchange/import/unreadable.ts'
import { bankNamed, treeOf } from '../../knowledge/store/bank.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { importRules, retireRules, saveRules } from '../contract.ts'
import { inconsistent, judgeMedium } from '../core/admission.ts'
import { checkRules } from '../core/rule-check.ts'
import { itemsOf, type RuleSet, rulesOf } from '../core/rules.ts'
import { readRulesApart } from '../import/rules.parser.ts'
import { editionsOf, getRules, insertRules, retireRow } from '../store/rules.store.ts'

const usualName = '标准规则'

const unknownBank = (bank: string) =>
  refuse('BANK_UNKNOWN', {
    sentence: `还没有题库“${bank}”的鉴定要素细目表。`,
    remedy: '请先导入该题库的鉴定要素细目表。',
    clauses: ['HN-1.8.3.5-04'],
    field: 'bank',
  })

const editionPassed = (name: string, edition: number) =>
  refuse('EDITION_PASSED', {
    sentence: `“${name}”已有第${edition}版，与您所见的不同。`,
    remedy: '请打开最新版，核对后再保存；另立规则的，请换一个名称。',
    clauses: [],
    field: 'name',
  })

interface Wanted {
  readonly organisationId: string
  readonly bank: string
  readonly name: string
  readonly rules: RuleSet
}

/** Writes the next edition; equal rules in force make none. */
const nextEdition = async (context: CommandContext, wanted: Wanted, authorId: string) => {
  const [newest] = await editionsOf(context.tx, wanted)
  const inForce = newest?.retiredAt === null
  if (newest && inForce && isDeepStrictEqual(newest.rules, JSON.parse(JSON.stringify(wanted.rules))))
    return { ruleSetId: newest.id, edition: newest.edition, changed: false }
  const edition = (newest?.edition ?? 0) + 1
  const row = await insertRules(context, { ...wanted, edition, authorId })
  context.record({
    type: 'rules-saved',
    table: 'ruleSet',
    row,
    data: { bank: wanted.bank, name: wanted.name, edition },
    clauses: ['SDE-4.5-26', 'SPC-A1.4-01'],
  })
  return { ruleSetId: row.id, edition, changed: true }
}

/** An edition is never changed: papers made by it keep it. */
export const saveRulesHandler: CommandHandler<typeof saveRules> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const { bank, basedOn } = input
  const name = input.name.trim()
  const rules = input.rules as RuleSet
  const tree = await treeOf(context.tx, organisationId, bank)
  if (!tree) return unknownBank(bank)
  const medium = judgeMedium(rules)
  if (medium) return medium
  const problems = checkRules(rules, tree).map(({ sentence }) => sentence)
  if (problems.length > 0) return inconsistent(problems)
  const [newest] = await editionsOf(context.tx, { organisationId, bank, name })
  if ((newest?.edition ?? 0) !== basedOn) return editionPassed(name, newest?.edition ?? 0)
  return accept(await nextEdition(context, { organisationId, bank, name, rules }, accountId))
}

const rulesRefused = (sentences: readonly string[]) =>
  refuse('RULES_REFUSED', {
    sentence: `组卷规则有${sentences.length}处错误：${sentences.slice(0, 3).join('')}`,
    remedy: '请按提示改正后重新导入。',
    clauses: [],
    field: 'file',
    details: { problems: sentences },
  })

/** The same workbook again changes nothing. */
export const importRulesHandler: CommandHandler<typeof importRules> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const workbook = unreadableOr(await readRulesApart(Buffer.from(input.file, 'base64')))
  if (workbook.refused) return workbook
  const { value, problems } = workbook.value
  if (!value) return rulesRefused(problems.map(({ sentence }) => sentence))
  const { bank } = value
  if (!(await bankNamed(context.tx, organisationId, bank))) return unknownBank(bank)
  const rules = rulesOf(value)
  const found = checkRules(rules, await treeOf(context.tx, organisationId, bank))
  if (found.length > 0) return rulesRefused(found.map(({ sentence }) => sentence))
  const medium = judgeMedium(rules)
  if (medium) return medium
  const name = input.name?.trim() || usualName
  const saved = await nextEdition(context, { organisationId, bank, name, rules }, accountId)
  const { totalPoints, minutes } = rules
  return accept({
    ...saved,
    ...{ bank, name, totalPoints, minutes },
    ...{ items: itemsOf(rules), ranges: rules.ranges.length },
  })
}

/** Takes a name out of use; its editions stay with the papers made by them. */
export const retireRulesHandler: CommandHandler<typeof retireRules> = async (context, { ruleSetId }) => {
  const { organisationId } = ownPlace(context)
  const [newest] = await editionsOf(context.tx, await getRules(context.tx, organisationId, ruleSetId))
  if (!newest || newest.retiredAt !== null) return accept({})
  const row = await retireRow(context, newest)
  context.record({ type: 'rules-retired', table: 'ruleSet', row, data: { name: newest.name } })
  return accept({})
}
