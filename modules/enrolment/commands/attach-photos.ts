import { documentIndexesOf, documentIndexOf } from '#modules/party/facts.ts'
import { type BatchFacts, batchFacts } from '#modules/plan/facts.ts'
import { normalisePersonName } from '#modules/policy/core/name.ts'
import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { readFile, storeFile } from '#platform/files/files.ts'
import { examinePicture } from '#platform/image/portrait.ts'
import { maskNumber } from '#platform/pii/mask.ts'
import { inWorker } from '#platform/upload/in-worker.ts'
import { sniff } from '#platform/upload/sniff.ts'
import type * as contract from '../contract.ts'
import { checkGroupPhoto } from '../core/photo-batch.rule.ts'
import { readPhotoName } from '../core/photo-name.ts'
import type { ZipBounds, ZippedPhoto } from '../import/photo-zip.parser.ts'
import { lockApplications } from '../material-store.ts'
import { identifiedApplications } from '../photo-store.ts'
import { changeApplication } from '../store.ts'
import { regimeOf } from './situation.ts'

const open = ['submitted', 'returned', 'further-check']
const clauses = ['SDS-3.2-04', 'SDS-3.2-05']
const readers = ['org-review', 'org-exam', 'org-head', 'org-archive']

/** A photo of a candidate has at most 20 KB; what is a hundred times that is no mistake of compression. */
const zipBounds: ZipBounds = { entries: 5000, entryBytes: 2 * 1024 * 1024 }
const zipLimits = { bytes: 30 * 1024 * 1024, milliseconds: 300_000, memory: 256 }

/** Starts the job: every file given is a step of its own, so a job that is interrupted goes on where it was. */
export const attachPhotosHandler: CommandHandler<typeof contract.attachPhotos> = async (context, input) => {
  const organisationId = context.actor.organisationId!
  const batch = await batchFacts(context.tx, organisationId, input.batchId)
  const jobId = await context.startJob({
    kind: 'enrolment.attachPhotos',
    title: `核对“${batch.name}”的照片`,
    organisationId,
    payload: { batchId: input.batchId, fileIds: [...input.fileIds] },
    total: input.fileIds.length,
  })
  return accept({ jobId })
}

interface Sorting {
  readonly context: CommandContext
  readonly batch: BatchFacts
  /** Applications of the batch by the keyed index of their document. */
  readonly byDocument: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  readonly documentTypes: readonly string[]
}

const sortingOf = async (context: CommandContext, batch: BatchFacts): Promise<Sorting> => {
  const applications = await identifiedApplications(context.tx, batch.organisationId, batch.id)
  const indexes = await documentIndexesOf(
    context.tx,
    applications.map(({ personId }) => personId),
  )
  return {
    context,
    batch,
    byDocument: new Map(applications.map((each) => [indexes.get(each.personId) ?? '', each])),
    documentTypes: [...new Set(applications.map(({ documentType }) => documentType))],
  }
}

const unmatched = (sentence: string, remedy: string): Refusal =>
  refuse('PHOTO_UNMATCHED', { sentence, remedy, clauses })

/** The application a file is named after. */
const matched = (sorting: Sorting, file: string): { readonly id: string } | Refusal => {
  const said = readPhotoName(file)
  if (!said)
    return unmatched(
      '文件名中没有可以识别的证件号码。',
      '请按“姓名-证件号码”“证件号码”或“证件号码-姓名”命名。',
    )
  const found = sorting.documentTypes
    .map((type) => sorting.byDocument.get(documentIndexOf(sorting.context, type, said.number)))
    .find((each) => each !== undefined)
  if (!found) return unmatched('本批次没有该证件号码的考生。', '请核对文件名中的证件号码和所选批次。')
  if (said.name !== null && normalisePersonName(said.name) !== found.name)
    return unmatched('文件名中的姓名与该证件号码的考生不一致。', '请核对照片和文件名。')
  return found
}

interface Placed {
  readonly name: string | null
  readonly refusal: Refusal | null
}

/** Puts one photo with its candidate, or says why not. */
const place = async (sorting: Sorting, photo: ZippedPhoto): Promise<Placed> => {
  const { context, batch } = sorting
  const found = matched(sorting, photo.name)
  if ('refused' in found) return { name: null, refusal: found }
  const [row] = await lockApplications(context.tx, batch.organisationId, [found.id])
  if (!row) return { name: null, refusal: unmatched('该考生的报名已不存在。', '请刷新后重试。') }
  const { name } = row
  if (!open.includes(row.state))
    return { name, refusal: unmatched('该考生的报名已审结，不能再换照片。', '如需更换，请由考生申请更正。') }
  if (photo.bytes === null)
    return { name, refusal: unmatched('照片文件过大，没有读取。', '请压缩到规定大小。') }
  const checked = checkGroupPhoto(await examinePicture(photo.bytes), regimeOf(batch))
  if (checked.refused) return { name, refusal: checked }
  const { fileId } = await storeFile(context, {
    organisationId: row.organisationId,
    personId: row.personId,
    audience: readers,
    name: `${name}-照片.jpg`,
    mediaType: 'image/jpeg',
    bytes: photo.bytes,
  })
  const { photoDecision: _, ...details } = row.details
  await changeApplication(context.tx, row, {
    photoFileId: fileId,
    details: { ...details, photoWarnings: [] },
  })
  context.record({ type: 'photo-attached', table: 'application', row, data: { by: 'organisation' }, clauses })
  return { name, refusal: null }
}

/** A photo's name without the number it carries, as reports show it. */
const masked = (file: string): string =>
  (file.split('/').at(-1) ?? '').replaceAll(/[A-Za-z0-9()]{6,}/gu, (number) => maskNumber(number))

/** One upload of the job: a zip of photos, or a single one. */
export const applyPhotosHandler: CommandHandler<typeof contract.applyPhotos> = async (context, input) => {
  const organisationId = context.actor.organisationId!
  const sorting = await sortingOf(context, await batchFacts(context.tx, organisationId, input.batchId))
  const file = await readFile(context, organisationId, input.fileId)
  const refused: {
    file: string
    name: string | null
    sentence: string
    remedy: string
    clauses: string[]
  }[] = []
  let attached = 0
  const note = (of: string, name: string | null, refusal: Refusal | null) => {
    if (refusal === null) attached += 1
    else {
      const { sentence, remedy } = refusal
      refused.push({ file: masked(of), name, sentence, remedy, clauses: [...refusal.clauses] })
    }
  }
  const take = async (photo: ZippedPhoto) => {
    const { name, refusal } = await place(sorting, photo)
    note(photo.name, name, refusal)
  }
  if (sniff(file.bytes) === 'zip') {
    const read = await inWorker<number, 'ZIP_UNREADABLE', ZipBounds, ZippedPhoto>({
      module: new URL('../import/photo-zip.parser.ts', import.meta.url),
      export: 'readPhotoZip',
      input: file.bytes,
      settings: zipBounds,
      limits: zipLimits,
      onBatch: take,
    })
    if (read.refused) note(file.name, null, read)
  } else await take({ name: file.name, bytes: file.bytes })
  return accept({ attached, refused })
}
