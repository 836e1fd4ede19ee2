import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { unreadableOr } from '../../exchange/import/unreadable.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { bringPaper } from '../contract.ts'
import { foreignItems, judgeMedium, rulesRetired } from '../core/admission.ts'
import { heldAgainst } from '../finished.ts'
import { gatherPool, wordingOf } from '../gather.ts'
import { readCodesApart } from '../import/codes.parser.ts'
import { insertAssembly, updateAssembly } from '../store/assembly.store.ts'
import { getRules } from '../store/rules.store.ts'

const mostItems = 1000

const codesMissing = (count: number) =>
  refuse('CODES_MISSING', {
    sentence:
      count === 0
        ? '工作簿的第一张表中没有试题编号。'
        : `工作簿中有${count}个试题编号，一份试卷最多${mostItems}题。`,
    remedy: '请在第一张表中用一列列出试题编号，每行一个，按出题顺序。',
    clauses: [],
    field: 'file',
  })

/** The codes pasted, or those of a workbook's column. */
const codesGiven = async (from: { readonly codes: readonly string[] } | { readonly file: string }) => {
  if ('codes' in from) return accept(from.codes)
  const read = unreadableOr(await readCodesApart(Buffer.from(from.file, 'base64')))
  if (read.refused) return read
  const count = read.value.length
  return count === 0 || count > mostItems ? codesMissing(count) : read
}

/** SDS-4.2-01: items that are not in the own bank are refused; the others are held against the rules, one by one. */
export const bringPaperHandler: CommandHandler<typeof bringPaper> = async (context, input) => {
  const { organisationId, accountId } = ownPlace(context)
  const given = await codesGiven(input.from)
  if (given.refused) return given
  const rules = await getRules(context.tx, organisationId, input.ruleSetId)
  if (rules.retiredAt !== null) return rulesRetired(rules)
  const medium = judgeMedium(rules.rules)
  if (medium) return medium
  const place = { organisationId, bank: rules.bank }
  const pool = await gatherPool(context, place)
  const known = new Set(pool.items.map(({ code }) => code))
  const codes = given.value.map((code) => code.trim())
  const foreign = codes.filter((code) => !known.has(code))
  if (foreign.length > 0) return foreignItems(foreign)
  const wording = await wordingOf(context, place, rules.rules)
  const { drawn, report } = heldAgainst({ pool, rules: rules.rules, codes }, wording)
  const row = await insertAssembly(context, {
    ...{ ...place, ruleSetId: rules.id, mode: 'finished', forms: 1, seed: context.commandId },
    ...{ state: 'found', assembledBy: accountId },
  })
  await updateAssembly(context, { ...row, version: 1 }, { findings: { report }, drawn })
  context.record({ type: 'paper-brought', table: 'assembly', row, clauses: ['SDS-4.2-01'] })
  return accept({
    assemblyId: row.id,
    met: report.lines.every(({ isGoal, missed }) => isGoal || missed === 0),
  })
}
