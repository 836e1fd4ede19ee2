import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { readFile, type StoredFile, storeFile } from '#platform/files/files.ts'
import { examinePicture } from '#platform/image/portrait.ts'
import { sniff } from '#platform/upload/sniff.ts'
import type * as contract from '../contract.ts'
import { checkPhoto, type PhotoCode } from '../core/photo.rule.ts'
import { type ApplicationChange, changeApplication, type MaterialKind, materialsOf } from '../store.ts'
import { writable } from './save-draft.ts'
import { evaluationNow, ownSituation, type Situation } from './situation.ts'

const titles = {
  photo: '照片',
  signature: '签名',
  'education-proof': '学历证明',
  'work-years-commitment': '工作年限承诺',
  'prior-certificate': '原证书',
} as const
type Kind = keyof typeof titles

const readers = ['org-review', 'org-exam', 'org-head', 'org-archive']

/** A scan or photograph of a paper, or the drawn signature; judged by content. */
export const isPaper = (bytes: Uint8Array): boolean => ['pdf', 'jpeg', 'png'].includes(sniff(bytes))

const fileKind = (kind: Kind) =>
  refuse('FILE_KIND', {
    sentence:
      kind === 'signature' ? '签名须为手写签名生成的PNG图片。' : `${titles[kind]}须为PDF、JPG或PNG文件。`,
    remedy: '请重新选择文件。',
    clauses: kind === 'signature' ? ['SDS-3.2-07'] : ['SDS-3.3-04', 'SDS-3.3-05'],
    field: kind,
  })

const checkFile = async (
  kind: Kind,
  file: StoredFile,
  { regime }: Situation,
): Promise<Verdict<readonly string[], PhotoCode | 'FILE_KIND'>> => {
  if (kind === 'photo') return checkPhoto(await examinePicture(file.bytes), regime)
  if (kind === 'signature') return sniff(file.bytes) === 'png' ? accept([]) : fileKind(kind)
  return isPaper(file.bytes) ? accept([]) : fileKind(kind)
}

/** A copy under the organisation, which will have to read it; the bytes are stored once. */
const keepForOrganisation = (context: CommandContext, { row }: Situation, file: StoredFile) =>
  storeFile(context, {
    organisationId: row.organisationId,
    personId: row.personId,
    audience: readers,
    name: file.name,
    mediaType: file.mediaType,
    bytes: file.bytes,
  })

const changeFor = (
  context: CommandContext,
  { row }: Situation,
  given: { kind: Kind; fileId: string; warnings: readonly string[] },
): ApplicationChange => {
  const { kind, fileId, warnings } = given
  if (kind === 'signature') return { signatureFileId: fileId }
  if (kind === 'photo') {
    const { photoDecision: _, ...details } = row.details
    return { photoFileId: fileId, details: { ...details, photoWarnings: [...warnings] } }
  }
  const materials = materialsOf(row)
  const material = { fileId, at: context.now.toISOString(), by: context.actor.name, statement: '' }
  return {
    materials: { ...materials, files: { ...materials.files, [kind satisfies MaterialKind]: material } },
  }
}

/** Takes a photo, signature or proof that the client has uploaded; what breaks the rule is refused, what is doubtful warned of. */
export const attachHandler: CommandHandler<typeof contract.attach> = async (context, input) => {
  const situation = await ownSituation(context, input)
  const open = writable(situation, context.today)
  if (open.refused) return open
  const file = await readFile(context, input.file.organisationId, input.file.fileId)
  const checked = await checkFile(input.kind, file, situation)
  if (checked.refused) return checked
  const { fileId } = await keepForOrganisation(context, situation, file)
  const { row, target } = situation
  const change = changeFor(context, situation, { kind: input.kind, fileId, warnings: checked.value })
  const evaluation = evaluationNow({ ...row, ...change }, target)
  const version = await changeApplication(context.tx, row, { ...change, evaluation: evaluation ?? {} })
  context.record({
    type: `${input.kind}-attached`,
    table: 'application',
    row,
    data: { fileHash: file.hash, warnings: [...checked.value] },
    clauses:
      input.kind === 'photo'
        ? ['SDS-3.2-04', 'SDS-3.2-05']
        : input.kind === 'signature'
          ? ['SDS-3.2-07']
          : ['SDS-3.3-04', 'SDS-3.3-05'],
  })
  return accept({ version, warnings: [...checked.value] })
}
