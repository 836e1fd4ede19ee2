import { isDeepStrictEqual } from 'node:util'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { adviceOf, bankLaw, treeClauses } from '../bank-law.ts'
import type { checkTree, importTree } from '../contract.ts'
import { partNames } from '../core/tree.machine.ts'
import { adviseTree, emptyTree } from '../core/tree.ts'
import { differencesOf } from '../core/tree-difference.ts'
import { treeErrorWorkbook } from '../export/tree-workbook.ts'
import { readTreeApart } from '../import/tree.parser.ts'
import type { TreeProblem, TreeReading } from '../import/tree-workbook.ts'
import { type BankRow, bankNamed, insertBank, lockBank } from '../store/bank.store.ts'
import { insertDraft } from '../store/tree.store.ts'
import {
  draftExists,
  editionsOf,
  inForceOf,
  judgeNext,
  nextEdition,
  putInForce,
  treeRefused,
} from '../tree-steps.ts'

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface Target {
  readonly organisationId: string
  readonly name: string
  readonly occupationCode: string
  readonly level: number
  readonly trade: string
  readonly standardVersion: string
  /** The bank, where it is on the register. */
  readonly bank: BankRow | undefined
}

type TargetRefusal = 'BANK_UNNAMED' | 'BANK_OF_OTHER_LEVEL'

const unnamed = (lacking: string): Refusal<'BANK_UNNAMED'> =>
  refuse('BANK_UNNAMED', {
    sentence: `工作簿没有写明${lacking}。`,
    remedy: '请选择题库，或填写题库名称、职业编码和等级后再导入。',
    clauses: [],
    field: 'bank',
  })

const otherLevel = ({ name }: BankRow): Refusal<'BANK_OF_OTHER_LEVEL'> =>
  refuse('BANK_OF_OTHER_LEVEL', {
    sentence: `题库“${name}”登记的是另一职业或等级。`,
    remedy: '请核对工作簿和所选题库。',
    clauses: ['HN-1.8.3.5-04'],
    field: 'bank',
  })

/** The bank that a tree is for: as given, otherwise as the workbook says, and no other occupation or level. */
const targetOf = async (
  context: CommandContext,
  input: Omit<InputOf<typeof checkTree>, 'file'>,
  { about }: TreeReading,
): Promise<Verdict<Target, TargetRefusal>> => {
  const { organisationId } = ownPlace(context)
  const name = (input.bank ?? about.bank).trim()
  if (name.length < 2) return unnamed('题库名称')
  const bank = await bankNamed(context.tx, organisationId, name)
  const occupationCode = input.occupationCode ?? (about.occupationCode || bank?.occupationCode)
  const level = input.level ?? about.level ?? bank?.level
  if (!occupationCode || !/^\d-\d{2}-\d{2}-\d{2}$/.test(occupationCode)) return unnamed('职业编码')
  if (!level) return unnamed('等级')
  if (bank && (bank.occupationCode !== occupationCode || bank.level !== level)) return otherLevel(bank)
  const { trade, standardVersion } = about
  return accept({ organisationId, name, occupationCode, level, trade, standardVersion, bank })
}

const read = async (context: CommandContext, input: InputOf<typeof checkTree>) => {
  const reading = await readTreeApart(Buffer.from(input.file, 'base64'))
  if (reading.refused) return reading
  const target = await targetOf(context, input, reading.value)
  return target.refused ? target : accept({ ...reading.value, target: target.value })
}

const rowOf = ({ details }: TreeProblem) =>
  typeof details?.rowNumber === 'number' ? details.rowNumber : null

const errorFile = async (context: CommandContext, { rows, problems }: TreeReading, name: string) =>
  storeFile(context, {
    organisationId: ownPlace(context).organisationId,
    audience: ['org-itembank'],
    name: `${name}细目表错误清单.xlsx`,
    mediaType: workbookType,
    bytes: await treeErrorWorkbook(rows, problems),
  })

export const checkTreeHandler: CommandHandler<typeof checkTree> = async (context, input) => {
  const found = await read(context, input)
  if (found.refused) return found
  const { tree, problems, target, about } = found.value
  const law = adviceOf(await bankLaw(context, target.organisationId))
  const before = target.bank && inForceOf(await editionsOf(context, target.bank, about.part))
  return accept({
    bank: target.name,
    part: about.part,
    partName: partNames[about.part],
    ranges: tree.ranges.length,
    points: tree.points.length,
    problems: problems.map((one) => ({ row: rowOf(one), sentence: one.sentence, remedy: one.remedy })),
    errorFile: problems.length > 0 ? await errorFile(context, found.value, target.name) : null,
    advice: law ? [...adviseTree(tree, law)] : [],
    differences: differencesOf(before?.tree ?? emptyTree, tree).length,
  })
}

/** The bank under its lock; one that is not on the register is put there. */
const registered = async (context: CommandContext, target: Target): Promise<BankRow> => {
  const { organisationId, name, occupationCode, level, trade, standardVersion } = target
  if (!target.bank) {
    const row = await insertBank(context, {
      ...{ organisationId, name, occupationCode, level, trade },
      ...{ standardKind: 'national-standard', standardTitle: '', standardVersion, sources: [] },
    })
    if (row) {
      context.record({
        ...{ type: 'bank-created', table: 'itemBank', row },
        data: { name, occupationCode, level },
        clauses: ['SDE-4.5-27'],
      })
      return row
    }
  }
  const row = target.bank ?? (await bankNamed(context.tx, organisationId, name))
  if (!row) throw new Error(`bank ${name} is neither new nor known`)
  return lockBank(context.tx, organisationId, row.id)
}

/** The same workbook again changes nothing. */
export const importTreeHandler: CommandHandler<typeof importTree> = async (context, input) => {
  const { abandon = [], asDraft = false, ...file } = input
  const found = await read(context, file)
  if (found.refused) return found
  const { tree, problems, target, about } = found.value
  if (problems.length > 0) return treeRefused(problems, await treeClauses(context, target.organisationId))
  const { part } = about
  const bank = await registered(context, target)
  const editions = await editionsOf(context, bank, part)
  const before = inForceOf(editions)
  const reply = {
    ...{ bankId: bank.id, bank: bank.name, part },
    ...{ ranges: tree.ranges.length, points: tree.points.length },
  }
  if (before && isDeepStrictEqual(before.tree, tree))
    return accept({ ...reply, edition: before.edition, changed: false })
  const open = editions.find(({ state }) => state === 'draft')
  if (open) return draftExists(open)
  const judged = asDraft ? undefined : await judgeNext(context, bank, { before: before?.tree, tree, abandon })
  if (judged?.refused) return judged
  const row = await insertDraft(context, nextEdition(bank, editions, { part, tree, note: '由工作簿导入' }))
  context.record({
    ...{ type: 'tree-imported', table: 'knowledgeTree', row },
    data: { edition: row.edition, part, points: tree.points.length },
    clauses: ['HN-1.8.3.5-04'],
  })
  if (judged) await putInForce(context, row, { before, abandoned: judged.value })
  return accept({ ...reply, edition: row.edition, changed: true })
}
