import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { importPractical, savePractical, viewPractical } from '../contract.ts'
import { decidePractical } from '../core/practical.machine.ts'
import { practicalProblems } from '../core/practical.rule.ts'
import type { PracticalPaper } from '../core/practical.ts'
import { readPracticalApart } from '../import/practical.parser.ts'
import {
  getPractical,
  insertPractical,
  lockLatestNumbered,
  lockPractical,
  type PracticalRow,
  practicalHash,
  readPractical,
  updatePractical,
} from '../store/practical.store.ts'
import { onlyWrongState } from './practical-step.ts'

const shownProblems = (paper: PracticalPaper) =>
  practicalProblems(paper).map(({ field, sentence, clauses }) => ({ field, sentence, clauses: [...clauses] }))

/** A paper as commands take it: plain arrays and objects, as the schema has them. */
const asInput = (paper: PracticalPaper) => structuredClone(paper) as never

export const viewPracticalHandler: CommandHandler<typeof viewPractical> = async (
  context,
  { practicalId },
) => {
  const { organisationId } = ownPlace(context)
  const { version } = await getPractical(context.tx, organisationId, practicalId)
  const paper = await readPractical(context, organisationId, practicalId)
  context.record({
    type: 'practical-viewed',
    table: 'practicalPaper',
    row: { organisationId, id: practicalId },
    clauses: ['SDS-4.2-07', 'SDS-5.1-03'],
  })
  return accept({ version, paper: asInput(paper), problems: shownProblems(paper) })
}

interface Written {
  readonly id: string
  readonly edition: number
  readonly written: 'new' | 'draft' | 'successor' | 'same'
}

const write = async (context: CommandContext, paper: PracticalPaper): Promise<Written> => {
  const { organisationId, accountId } = ownPlace(context)
  const latest = await lockLatestNumbered(context.tx, organisationId, paper.paperNo)
  if (latest?.contentHash === practicalHash(paper)) return { ...latest, written: 'same' }
  if (latest?.state === 'draft') {
    await updatePractical(context, latest, { content: { paper, by: accountId } })
    return { ...latest, written: 'draft' }
  }
  const place = { organisationId, author: accountId, ...(latest && { after: latest }) }
  const { id, edition } = await insertPractical(context, place, paper)
  return { id, edition, written: latest ? 'successor' : 'new' }
}

export const importPracticalHandler: CommandHandler<typeof importPractical> = async (context, { file }) => {
  const { organisationId } = ownPlace(context)
  const read = await readPracticalApart(Buffer.from(file, 'base64'))
  if (read.refused) return read
  const { paper, unheld } = read.value
  const { id, edition, written } = await write(context, paper)
  if (written !== 'same') {
    context.record({
      type: 'practical-imported',
      table: 'practicalPaper',
      row: { organisationId, id },
      data: { edition, written },
      clauses: ['HN-1.8.3.7-03', 'HN-1.8.3.5-04'],
    })
  }
  return accept({ practicalId: id, edition, written, problems: shownProblems(paper), unheld: [...unheld] })
}

const numberTaken = (paperNo: string) =>
  refuse('PAPER_NUMBER_TAKEN', {
    sentence: `试卷编号“${paperNo}”已由另一份操作技能试卷使用。`,
    remedy: '请改用本机构没有用过的编号；要编新版的，请在原试卷上“另编新版”。',
    clauses: [],
    field: 'paperNo',
  })

const isTaken = async ({ tx }: CommandContext, row: PracticalRow, paperNo: string) => {
  const other = await lockLatestNumbered(tx, row.organisationId, paperNo)
  return other !== null && other.seriesId !== row.seriesId
}

export const savePracticalHandler: CommandHandler<typeof savePractical> = async (
  context,
  { paper, ...shown },
) => {
  const { organisationId, accountId } = ownPlace(context)
  const row = await lockPractical(context.tx, organisationId, shown)
  const standing = { ...row, hasProblems: row.problems > 0 }
  const decided = decidePractical(standing, { action: 'edit', accountId })
  if (decided.refused) return onlyWrongState(decided)
  if (await isTaken(context, row, paper.paperNo)) return numberTaken(paper.paperNo)
  const { version } = await updatePractical(context, row, { content: { paper, by: accountId } })
  context.record({
    type: 'practical-edited',
    table: 'practicalPaper',
    row,
    clauses: ['HN-1.8.3.7-03'],
  })
  return accept({ version, problems: shownProblems(paper) })
}
