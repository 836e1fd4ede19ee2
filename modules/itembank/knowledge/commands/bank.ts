import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { listBanks } from '../../item/store/item.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { changeBank, createBank } from '../contract.ts'
import { type NamedSource, sourceNames } from '../core/bank.rule.ts'
import { type BankBasis, insertBank, lockBankAt, updateBank } from '../store/bank.store.ts'

const judgeSources = (sources: readonly NamedSource[]): Refusal<'SOURCE_REPEATED'> | undefined => {
  const twice = sources.find(({ kind }, at) => sources.findIndex((one) => one.kind === kind) !== at)
  return (
    twice &&
    refuse('SOURCE_REPEATED', {
      sentence: `“${sourceNames[twice.kind]}”填写了两次。`,
      remedy: '每项来源请只填写一次。',
      clauses: ['HN-3.1.1-13'],
      field: 'sources',
    })
  )
}

/** Texts as they are kept: without blanks at either end. */
const trimmed = (basis: BankBasis): BankBasis => ({
  trade: basis.trade.trim(),
  standardKind: basis.standardKind,
  standardTitle: basis.standardTitle.trim(),
  standardVersion: basis.standardVersion.trim(),
  sources: basis.sources.map(({ kind, title, version }) => ({
    ...{ kind, title: title.trim(), version: version.trim() },
  })),
})

/** Where items of a name were brought in before the bank was registered, the register has to agree with them. */
const otherLevel = (name: string) =>
  refuse('BANK_OF_OTHER_LEVEL', {
    sentence: `题库“${name}”中已有试题属于另一职业或等级。`,
    remedy: '请按已有试题的职业和等级登记，或换一个名称。',
    clauses: ['SDE-4.5-27'],
    field: 'level',
  })

export const createBankHandler: CommandHandler<typeof createBank> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { occupationCode, level, ...basis } = input
  const name = input.name.trim()
  const twice = judgeSources(basis.sources)
  if (twice) return twice
  const held = (await listBanks(context.tx, organisationId)).filter(({ bank }) => bank === name)
  if (held.some((one) => one.occupationCode !== occupationCode || one.level !== level))
    return otherLevel(name)
  const bank = { organisationId, name, occupationCode, level, ...trimmed(basis) }
  const row = await insertBank(context, bank)
  if (!row)
    return refuse('BANK_EXISTS', {
      sentence: `题库“${name}”已经登记。`,
      remedy: '请换一个名称，或在原题库中修改。',
      clauses: [],
      field: 'name',
    })
  context.record({
    ...{ type: 'bank-created', table: 'itemBank', row },
    data: { name, occupationCode, level },
    clauses: ['HN-3.1.1-13', 'SDE-4.5-27'],
  })
  return accept({ bankId: row.id })
}

export const changeBankHandler: CommandHandler<typeof changeBank> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { bankId, version, ...basis } = input
  const twice = judgeSources(basis.sources)
  if (twice) return twice
  const row = await lockBankAt(context.tx, organisationId, { bankId, version })
  await updateBank(context.tx, row, trimmed(basis))
  context.record({
    ...{ type: 'bank-changed', table: 'itemBank', row },
    data: { name: row.name },
    clauses: ['HN-3.1.1-13'],
  })
  return accept({ version: row.version + 1 })
}
