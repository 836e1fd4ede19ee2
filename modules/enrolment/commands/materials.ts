import { batchFacts } from '#modules/plan/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { readFile } from '#platform/files/files.ts'
import type * as contract from '../contract.ts'
import {
  changeMaterials,
  lockApplications,
  lockRosterLacking,
  type MaterialChange,
} from '../material-store.ts'
import { type ApplicationRow, type Materials, materialsOf } from '../store.ts'
import { isPaper } from './attach.ts'
import { evaluationNow, lineOf, targetOf } from './situation.ts'

const open = ['submitted', 'returned', 'further-check']

/** Gives each row its new materials and the machine's verdict that follows. */
const withMaterials = async (
  context: CommandContext,
  rows: readonly ApplicationRow[],
  change: (materials: Materials) => Materials,
): Promise<void> => {
  const organisationId = context.actor.organisationId!
  const batches = new Map<string, Awaited<ReturnType<typeof batchFacts>>>()
  const changes: MaterialChange[] = []
  for (const row of rows) {
    const batch = batches.get(row.batchId) ?? (await batchFacts(context.tx, organisationId, row.batchId))
    batches.set(row.batchId, batch)
    const materials = change(materialsOf(row))
    const target = targetOf(batch, lineOf(batch, row.lineId))
    changes.push({ id: row.id, materials, evaluation: evaluationNow({ ...row, materials }, target) ?? {} })
  }
  for (let at = 0; at < changes.length; at += 1000)
    await changeMaterials(context.tx, organisationId, changes.slice(at, at + 1000))
}

/** The result of the online query, by the one who asked, for one certificate or for several that gave the same result (SDS-3.3-06). */
export const verifyCertificatesHandler: CommandHandler<typeof contract.verifyCertificates> = async (
  context,
  input,
) => {
  const organisationId = context.actor.organisationId!
  const rows = await lockApplications(context.tx, organisationId, input.applicationIds)
  const without = rows.find(({ priorCertificate }) => priorCertificate === null)
  if (without || rows.length < input.applicationIds.length)
    return refuse('NO_CERTIFICATE', {
      sentence: without ? `“${without.name}”没有填报原证书。` : '所选申请中有的已不存在。',
      remedy: '请只选择填报了原证书的考生。',
      clauses: ['SDS-3.3-06'],
    })
  if (rows.some(({ state }) => !open.includes(state)))
    return refuse('ACTION_NOT_AVAILABLE', {
      sentence: '所选考生中有的已审结，不能再登记核验结果。',
      remedy: '请只选择待审核的考生。',
      clauses: ['SDS-3.3-06'],
    })
  const { result, source, note } = input
  const certificateCheck = {
    result,
    source,
    note,
    checker: context.actor.name,
    at: context.now.toISOString(),
  }
  await withMaterials(context, rows, (materials) => ({ ...materials, certificateCheck }))
  context.recordAll({
    type: 'certificate-verified',
    table: 'application',
    organisationId,
    ids: rows.map(({ id }) => id),
    data: { result, source, note },
    clauses: ['SDS-3.3-06'],
  })
  return accept({ recorded: rows.length })
}

const clausesOf = {
  'application-form': ['SDS-3.2-07', 'SDS-3.3-02'],
  'education-proof': ['SDS-3.3-04'],
  'work-years-commitment': ['SDS-3.3-05'],
} as const

/**
 * A scan of signed forms or proofs collected on paper, recorded for the people it covers. The organisation declares in
 * `statement` what it has seen; the declaration and its author stand with every application.
 */
export const recordGroupMaterialHandler: CommandHandler<typeof contract.recordGroupMaterial> = async (
  context,
  input,
) => {
  const organisationId = context.actor.organisationId!
  const { batchId, kind, fileId, statement } = input
  const file = await readFile(context, organisationId, fileId)
  if (!isPaper(file.bytes))
    return refuse('FILE_KIND', {
      sentence: '集体材料须为PDF、JPG或PNG扫描件。',
      remedy: '请扫描后重新上传。',
      clauses: [...clausesOf[kind]],
      field: 'file',
    })
  const rows = input.applicationIds
    ? (await lockApplications(context.tx, organisationId, input.applicationIds)).filter(
        (row) => row.batchId === batchId && open.includes(row.state),
      )
    : await lockRosterLacking(context.tx, { organisationId, batchId, kind })
  if (rows.length === 0)
    return refuse('NOBODY_COVERED', {
      sentence: '没有需要这类材料的考生。',
      remedy: '请核对批次和所选考生；自行报名的考生请逐个选择。',
      clauses: [...clausesOf[kind]],
    })
  const material = { fileId, statement, by: context.actor.name, at: context.now.toISOString() }
  await withMaterials(context, rows, (materials) => ({
    ...materials,
    files: { ...materials.files, [kind]: material },
  }))
  context.recordAll({
    type: 'group-material-recorded',
    table: 'application',
    organisationId,
    ids: rows.map(({ id }) => id),
    data: { kind, statement, fileHash: file.hash },
    clauses: [...clausesOf[kind]],
  })
  return accept({ covered: rows.length })
}
