import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { withReach } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { digest } from './digest.ts'
import {
  addPart,
  beginUpload,
  dropIdleUploads,
  dropUpload,
  lockUpload,
  type OfUpload,
  uploadedBytes,
} from './upload.store.ts'

const clauses = ['SDS-5.1-02', 'SDS-5.1-05']

const malformed = refuse('UPLOAD_MALFORMED', {
  sentence: '上传的答卷包分段不正确，没有接收。',
  remedy: '请由考场服务器程序重新上传，或导出答卷包文件送交。',
  clauses,
})

const incomplete = (received: number) =>
  refuse('UPLOAD_INCOMPLETE', {
    sentence: '答卷包还没有传完。',
    remedy: '考场服务器会接着上传。',
    clauses,
    details: { received },
  })

const altered = refuse('UPLOAD_ALTERED', {
  sentence: '传完的答卷包与考场服务器所报的不是同一份，没有接收。',
  remedy: '考场服务器会重新上传；仍不成功的，请导出答卷包文件送交。',
  clauses,
})

export interface OfFile extends OfUpload {
  readonly size: number
}

type Parts = Pick<TaskDeps, 'connection' | 'services'>

const isFile = ({ fileHash, size }: OfFile): boolean =>
  /^[0-9a-f]{64}$/.test(fileHash) &&
  Number.isInteger(size) &&
  size > 0 &&
  size <= roomNodeRules.largestResultBytes

/** How much of a file is here already. */
export const uploadStanding = async (
  { connection }: Parts,
  file: OfFile,
): Promise<Verdict<{ readonly received: number }>> => {
  if (!isFile(file)) return malformed
  const upload = await withReach(connection, file.organisationId, (tx) => lockUpload(tx, file))
  return accept({ received: upload?.size === file.size ? upload.received : 0 })
}

/** Keeps the part that comes next. One that is here already, or one too early, changes nothing: the answer says where to go on. */
export const takePart = async (
  { connection, services }: Parts,
  file: OfFile,
  { start, bytes }: { readonly start: number; readonly bytes: Buffer },
): Promise<Verdict<{ readonly received: number }>> => {
  const isPart = bytes.length > 0 && bytes.length <= roomNodeRules.uploadPartBytes
  if (!isFile(file) || !isPart || !Number.isInteger(start) || start < 0 || start + bytes.length > file.size)
    return malformed
  const { organisationId, size } = file
  const now = services.clock.now()
  return withReach(connection, organisationId, async (tx) => {
    const before = await lockUpload(tx, file)
    if (before && before.size !== size) await dropUpload(tx, organisationId, before.id)
    if (before?.size !== size) await beginUpload(tx, file, { size, now, most: roomNodeRules.uploadsAtOnce })
    const upload = (await lockUpload(tx, file))!
    if (upload.received !== start) return accept({ received: upload.received })
    await addPart(tx, organisationId, { uploadId: upload.id, start, bytes, now })
    return accept({ received: start + bytes.length })
  })
}

/** The whole file, once it is here and is the one that was announced. */
export const wholeUpload = ({ connection }: Parts, file: OfFile): Promise<Verdict<Buffer>> =>
  withReach(connection, file.organisationId, async (tx) => {
    const upload = isFile(file) ? await lockUpload(tx, file) : undefined
    if (!upload || upload.size !== file.size || upload.received !== file.size)
      return incomplete(upload?.received ?? 0)
    const bytes = await uploadedBytes(tx, file.organisationId, upload.id)
    if (digest(bytes) === file.fileHash) return accept(bytes)
    await dropUpload(tx, file.organisationId, upload.id)
    return altered
  })

export const forgetUpload = ({ connection }: Parts, of: OfUpload): Promise<void> =>
  withReach(connection, of.organisationId, async (tx) => {
    const upload = await lockUpload(tx, of)
    if (upload) await dropUpload(tx, of.organisationId, upload.id)
  })

/** What was begun and never went on takes no room for ever. */
export const clearUploads = async ({ connection }: Parts, now: Date): Promise<void> => {
  const before = new Date(now.getTime() - roomNodeRules.uploadIdleHours * 3_600_000)
  await withReach(connection, 'all', (tx) => dropIdleUploads(tx, before))
}
