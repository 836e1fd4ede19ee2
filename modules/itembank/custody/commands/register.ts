import { statedValue } from '#modules/policy/core/parameter.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { regimeOf } from '../../paper/core/ruled.ts'
import type { SessionDirectory } from '../../paper/sessions.port.ts'
import { getPaper } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { materialKinds, materialStepNames, materialsOpen, nextMaterialStep } from '../core/material.rule.ts'
import { registerMedium } from '../media.ts'
import type {
  handOutDocument,
  recordMaterial,
  registerMediumCommand,
  removeMedium,
  takeBackDocument,
} from '../register.contract.ts'
import {
  insertLoan,
  isNumberTaken,
  lockLoan,
  materialsOf,
  removeMediumRow,
  returnLoan,
  writeMaterial,
} from '../store/register.store.ts'

/** SDS-4.2-08: enters a medium by hand: a stick, a disk, a printed file. */
export const registerMediumHandler: CommandHandler<typeof registerMediumCommand> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  if (input.number !== undefined && (await isNumberTaken(context.tx, organisationId, input.number))) {
    return refuse('NUMBER_TAKEN', {
      sentence: `载体编号“${input.number}”已登记。`,
      remedy: '请核对编号，或留空由系统编号。',
      clauses: ['SDS-4.2-08'],
      field: 'number',
    })
  }
  // What is linked is there and is one's own.
  if (input.paperId !== undefined) await getPaper(context.tx, organisationId, input.paperId)
  return accept({ number: await registerMedium(context, organisationId, input) })
}

export const removeMediumHandler: CommandHandler<typeof removeMedium> = async (
  context,
  { reason, ...of },
) => {
  await removeMediumRow(context, { ...ownPlace(context), ...of }, reason)
  return accept({ removed: true })
}

/** The documents of a batch: what is lent while scores are entered, and what is collected afterwards. */
export const batchDocuments = async (context: QueryContext, directory: SessionDirectory, batchId: string) => {
  const { organisationId } = ownPlace(context)
  const batch = await directory.batch(context.tx, { organisationId, batchId })
  if (!batch) throw new MissingRow()
  const inForce = regimeOf(batch)
  const { scoringDocuments, sessionMaterials } = inForce.paper
  return {
    name: batch.name,
    documents: statedValue(scoringDocuments) ?? [],
    documentClauses: [...scoringDocuments.clauses],
    materials: materialKinds(inForce),
    materialClauses: [...sessionMaterials.clauses],
  }
}

const unknownItem = (item: string, clauses: readonly string[]) =>
  refuse('ITEM_UNKNOWN', {
    sentence: `“${item}”不在本批次须登记的材料之列。`,
    remedy: '请从所列材料中选择。',
    clauses,
    field: 'item',
  })

/** SDS-5.1-17: from now on somebody else answers for it. A document that names none leaves the choice to the operator. */
export const handOutDocumentHandler =
  (directory: SessionDirectory): CommandHandler<typeof handOutDocument> =>
  async (context, { batchId, item, quantity, outTo }) => {
    const { documents } = await batchDocuments(context, directory, batchId)
    if (documents.length > 0 && !documents.includes(item)) return unknownItem(item, ['SDS-5.1-17'])
    const { organisationId } = ownPlace(context)
    await insertLoan(context, { organisationId, batchId, item, quantity, outTo })
    return accept({ outAt: context.now.toISOString() })
  }

export const takeBackDocumentHandler: CommandHandler<typeof takeBackDocument> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const loan = await lockLoan(context.tx, organisationId, input)
  if (loan.backAt !== null) {
    return refuse('RETURNED_ALREADY', {
      sentence: `这份材料已由${loan.backTo}收回。`,
      remedy: '请刷新页面。',
      clauses: ['SDS-5.1-17'],
    })
  }
  const { backBy, quantity: backQuantity } = input
  await returnLoan(context, { organisationId, id: loan.id, version: loan.version }, { backBy, backQuantity })
  return accept({ complete: backQuantity === loan.quantity })
}

const orderBroken = (item: string, next: string) =>
  refuse('MATERIAL_ORDER', {
    sentence: `“${item}”的下一步是${next}。`,
    remedy: '请按回收、确认、整理、封装的顺序登记。',
    clauses: ['SDE-4.6-27'],
    field: 'step',
  })

const openKinds = async (context: CommandContext, kinds: readonly string[], batchId: string) =>
  materialsOpen(kinds, await materialsOf(context.tx, ownPlace(context).organisationId, batchId))

/** SDE-4.6-27: one step after the other for each kind, each by a person at a time. */
export const recordMaterialHandler =
  (directory: SessionDirectory): CommandHandler<typeof recordMaterial> =>
  async (context, { batchId, item, quantity, step }) => {
    const { organisationId } = ownPlace(context)
    const { materials } = await batchDocuments(context, directory, batchId)
    if (materials.length > 0 && !materials.includes(item)) return unknownItem(item, ['SDE-4.6-27'])
    const known = await materialsOf(context.tx, organisationId, batchId)
    const before = known.find((one) => one.item === item)
    const next = nextMaterialStep(before?.state ?? null)
    if (next === undefined || next !== step)
      return orderBroken(item, next === undefined ? '已全部办完' : materialStepNames[next])
    await writeMaterial(context, { organisationId, batchId, item }, { before, step: next, quantity })
    const open = await openKinds(context, materials, batchId)
    if (open.length === 0 && next === 'sealed')
      await context.publish('custody.materialsSealed', { organisationId, batchId })
    return accept({ open: [...open] })
  }
