import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { itemsByCode } from '../../item/store/item.store.ts'
import { recordPaperItems } from '../../item/store/paper-item.store.ts'
import { picturesFor } from '../../item/store/picture.store.ts'
import { bankNamed } from '../../knowledge/store/bank.store.ts'
import { fitsScreen, writePaper } from '../../paper/core/paper-content.ts'
import { mathmlOf } from '../../paper/mathml.ts'
import { countPapers, insertPaper } from '../../paper/store/paper.store.ts'
import type { keepAssembly } from '../contract.ts'
import { foreignItems } from '../core/admission.ts'
import type { Drawn, Form } from '../core/draw.ts'
import { type AssemblyRow, readDrawn, updateAssembly } from '../store/assembly.store.ts'
import { getRules, type RuleSetRow } from '../store/rules.store.ts'
import { stepOf } from './draw.ts'

interface Making {
  readonly assembly: AssemblyRow
  readonly rules: RuleSetRow
  /** The draw's seed, and which of its forms where it is a paper by itself. */
  readonly seed: string
}

const unmet = (rules: readonly string[]) =>
  refuse('RULES_UNMET', {
    sentence: `试卷有${rules.length}条规则没有满足：${rules.slice(0, 3).join('；')}。`,
    remedy: '请调整试题后重新引入，或选用与之相符的规则。',
    clauses: ['SDS-4.2-01'],
    details: { rules },
  })

/** SDS-4.2-04: a composite's questions are known only now that it is read. */
const notOnScreen = (codes: readonly string[]) =>
  refuse('TYPE_NOT_ON_SCREEN', {
    sentence: `综合题${codes.join('、')}含须人工评阅的小题，不能用于机考。`,
    remedy: '请在组卷规则中排除这些试题，或将作答方式改为纸笔。',
    clauses: ['SDS-4.2-04'],
    details: { codes },
  })

const titleOf = (bank: string, number: number, forms: readonly Form[]) => {
  const head = `${bank}知识试卷 第${number}套`
  if (forms.length === 1) return head
  return forms.length <= 26
    ? `${head}（${forms.map(({ name }) => name).join('、')}卷）`
    : `${head}（一人一卷，${forms.length}份）`
}

/** Writes one paper: content and key encrypted apart, with the rules' edition that it was made by. */
const keepPaper = async (
  context: CommandContext,
  { assembly, rules, seed }: Making,
  { entries, forms }: Drawn,
) => {
  const { organisationId, bank, id: assemblyId, assembledBy } = assembly
  const known = await bankNamed(context.tx, organisationId, bank)
  if (!known) throw new MissingRow()
  const { occupationCode, level } = known
  const codes = entries.map(({ code }) => code)
  const items = await itemsByCode(context, { organisationId, bank }, codes)
  const pictures = await picturesFor(context, organisationId, [...items.values()])
  const title = titleOf(bank, (await countPapers(context.tx, organisationId, bank)) + 1, forms)
  const { minutes, totalPoints, medium } = rules.rules
  const head = { organisationId, bank, occupationCode, level, title, minutes, totalPoints, medium }
  const row = await insertPaper(
    context,
    { ...head, assemblyId, assembledBy, assembledAt: context.now, seed, forms: forms.length },
    (paperId) =>
      writePaper(
        { paperId, title, subject: '理论知识' },
        { entries, forms },
        { items, pictures, mathml: mathmlOf },
      ),
  )
  const formsWith = new Map<string, number>()
  for (const code of forms.flatMap((form) => form.codes)) formsWith.set(code, (formsWith.get(code) ?? 0) + 1)
  const placed = [...items].map(([code, { id: itemId }]) => ({ itemId, forms: formsWith.get(code) ?? 1 }))
  await recordPaperItems(context, row, placed)
  context.record({
    ...{ type: 'paper-assembled', table: 'paper', row },
    data: {
      ...{ seed, items: entries.length, forms: forms.length, totalPoints },
      ...{ rules: rules.name, edition: rules.edition, rulesAuthor: rules.authorName },
    },
    clauses: ['SDS-4.2-01', 'SDE-4.5-26', 'SPC-A1.4-01'],
  })
  return row.id
}

/** One form as a paper of its own. */
const alone = ({ entries }: Drawn, { codes }: Form): Drawn => {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]))
  return {
    entries: codes.map((code, at) => ({ ...byCode.get(code)!, position: at + 1 })),
    forms: [{ name: '', codes }],
  }
}

const mostApart = 26

/** Makes papers of what was drawn, once. An item that has left the bank since is none of the bank's any more. */
export const keepAssemblyHandler: CommandHandler<typeof keepAssembly> = async (context, input) => {
  const step = await stepOf(context, input.assemblyId, 'itembank.keepAssembly')
  if (step.refused) return step
  const { row: assembly, state } = step.value
  const { organisationId, bank } = assembly
  const missed = (assembly.findings.report?.lines ?? []).filter((line) => !line.isGoal && line.missed > 0)
  if (missed.length > 0) return unmet(missed.map(({ rule }) => rule))
  const drawn = await readDrawn(context, organisationId, assembly.id)
  const codes = drawn.entries.map(({ code }) => code)
  const items = await itemsByCode(context, { organisationId, bank }, codes)
  const gone = codes.filter((code) => !items.has(code))
  if (gone.length > 0) return foreignItems(gone)
  const rules = await getRules(context.tx, organisationId, assembly.ruleSetId)
  const unfit = rules.rules.medium === 'print' ? [] : codes.filter((code) => !fitsScreen(items.get(code)!))
  if (unfit.length > 0) return notOnScreen(unfit)
  const apart = input.as === 'each' && drawn.forms.length <= mostApart
  const papers = apart ? drawn.forms.map((form) => alone(drawn, form)) : [drawn]
  const paperIds: string[] = []
  for (const [at, paper] of papers.entries()) {
    const seed = apart ? `${assembly.seed}/${at + 1}` : assembly.seed
    paperIds.push(await keepPaper(context, { assembly, rules, seed }, paper))
  }
  const row = await updateAssembly(context, assembly, { state })
  context.record({ type: 'assembly-kept', table: 'assembly', row, data: { papers: paperIds.length } })
  return accept({ paperIds })
}
