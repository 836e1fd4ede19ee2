import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import { type ContentFile, seal } from '#platform/seal/package.ts'
import { electronicPackage } from '../../custody/commands/electronic.ts'
import { sealingLimits } from '../../custody/core/deadline.rule.ts'
import { registerMedium } from '../../custody/media.ts'
import {
  type Custodian,
  clearPassphrase,
  custodiansOf,
  forgetPassphrases,
  saveCustodian,
} from '../../custody/store/custodian.store.ts'
import { handlerOf, ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { sealPaper, takeCustody } from '../contract.ts'
import { decidePaper, type PaperRefusal } from '../core/paper.machine.ts'
import { judgePassphrase } from '../core/passphrase.rule.ts'
import { regimeOf } from '../core/ruled.ts'
import { attachmentFileName, oldestReader, paperFileName } from '../open-paper.ts'
import type { SessionDirectory, TheorySession } from '../sessions.port.ts'
import {
  asPaper,
  lockPaper,
  type PaperRow,
  readAttachment,
  readPaperText,
  updatePaper,
} from '../store/paper.store.ts'
import { paperRules, wrongState } from './paper-step.ts'

export const bindingFirst = (refusal: Refusal<PaperRefusal>) =>
  refusal.code === 'NOT_BOUND' ? { ...refusal, code: refusal.code } : wrongState(refusal)

/** SDS-4.2-09: each custodian sets his own passphrase; it lies encrypted until the paper is sealed. */
export const takeCustodyHandler: CommandHandler<typeof takeCustody> = async (
  context,
  { paperId, passphrase },
) => {
  const place = ownPlace(context)
  const { organisationId } = place
  const row = await lockPaper(context.tx, organisationId, { paperId })
  const request = { action: 'seal', by: await handlerOf(context), earliestOpening: context.now } as const
  const decided = decidePaper(asPaper(row), request, paperRules)
  if (decided.refused) return bindingFirst(decided)
  const weakness = judgePassphrase(passphrase)
  if (weakness) return weakness
  const custodian = await saveCustodian(context, { ...place, paperId }, passphrase)
  context.record({
    type: 'paper-custody-taken',
    table: 'paperCustodian',
    row: custodian,
    data: { paperId },
    clauses: ['SDS-4.2-06', 'SDS-4.2-07'],
  })
  return accept({ custodians: (await custodiansOf(context.tx, organisationId, paperId)).length })
}

export const tooFew = (present: number, needed: number) =>
  refuse('CUSTODIANS_TOO_FEW', {
    sentence: `启封须${needed}名保管人到场，现只有${present}名保管人设置了口令。`,
    remedy: '请其余保管人登录并设置保管口令。',
    clauses: ['SDS-4.2-06', 'SDS-4.2-07'],
    field: 'threshold',
    details: { present, needed },
  })

const started = (session: TheorySession) =>
  refuse('SESSION_STARTED', {
    sentence: `${session.batchName}第${session.number}场已经开考。`,
    remedy: '请为以后的场次另组试卷。',
    clauses: ['SDS-4.2-03'],
  })

/** The least threshold and the longest lead of the document in force (HN-2.3.4-04, SDS-4.2-09). */
export const limitsOf = async (context: CommandContext, directory: SessionDirectory, row: PaperRow) => {
  const { organisationId, sessionId } = row
  const scene = sessionId && (await directory.scene(context.tx, { organisationId, sessionId }))
  if (!scene) throw new Error(`paper ${row.id} is bound to a session that is gone`)
  return sealingLimits(regimeOf(scene), row.medium)
}
type Limits = Awaited<ReturnType<typeof limitsOf>>

export const thresholdTooLow = ({ leastThreshold }: Limits) =>
  refuse('THRESHOLD_TOO_LOW', {
    sentence: `启封须至少${leastThreshold}名保管人到场。`,
    remedy: '请提高启封须到场的人数。',
    clauses: ['SDS-4.2-09'],
    field: 'threshold',
  })

const leadTooLong = ({ mostLeadMinutes, clauses }: Limits) =>
  refuse('LEAD_TOO_LONG', {
    sentence: mostLeadMinutes === 0 ? '开考前不得启封。' : `最早在开考前${mostLeadMinutes}分钟启封。`,
    remedy: `请填写不超过${mostLeadMinutes}分钟的提前时间。`,
    clauses,
    field: 'leadMinutes',
  })

/** `paper.json`, and beside it the file of a paper that was made elsewhere; its own name might tell of it. */
export const filesOf = async (context: CommandContext, row: PaperRow): Promise<readonly ContentFile[]> => {
  const { organisationId, id, attachmentType } = row
  const paper = {
    name: paperFileName,
    content: Buffer.from(await readPaperText(context, organisationId, id)),
  }
  if (attachmentType === null) return [paper]
  const { file } = await readAttachment(context, organisationId, id)
  return [paper, { name: attachmentFileName, content: Buffer.from(file, 'base64') }]
}

const sealContent = async (
  context: CommandContext,
  row: PaperRow,
  order: {
    readonly custodians: readonly Custodian[]
    readonly threshold: number
    readonly opensAt: Date
  },
) => {
  const { bytes } = await seal({
    labels: {
      paperId: row.id,
      organisationId: row.organisationId,
      batchId: row.batchId ?? '',
      sessionId: row.sessionId ?? '',
      title: row.title,
      contentHash: row.contentHash,
      medium: row.medium,
    },
    serverVersion: oldestReader,
    opensAt: order.opensAt,
    files: await filesOf(context, row),
    custodians: order.custodians.map((custodian) => ({
      name: custodian.accountId,
      passphrase: clearPassphrase(context, custodian),
    })),
    threshold: order.threshold,
    ...context.services.sealing,
  })
  return storeFile(context, {
    organisationId: row.organisationId,
    audience: ['org-secrecy', 'org-exam', 'site-chief', 'system'],
    name: `${row.title}.sealed`,
    mediaType: 'application/octet-stream',
    bytes,
  })
}

const recordSealing = async (
  context: CommandContext,
  paper: { readonly organisationId: string; readonly id: string },
  done: {
    readonly custodians: readonly Custodian[]
    readonly input: InputOf<typeof sealPaper>
    readonly opensAt: Date
  },
) => {
  const { custodians, input, opensAt } = done
  const { organisationId } = paper
  const clauses = ['SDS-4.2-06', 'SDS-4.2-09']
  context.record({
    type: 'paper-sealed',
    table: 'paper',
    row: paper,
    data: {
      earliestOpening: opensAt.toISOString(),
      threshold: input.threshold,
      custodians: custodians.map(({ name }) => name),
    },
    clauses,
  })
  await forgetPassphrases(context.tx, custodians)
  const ids = custodians.map(({ id }) => id)
  context.recordAll({
    type: 'paper-passphrase-forgotten',
    table: 'paperCustodian',
    organisationId,
    ids,
    clauses,
  })
}

/** SDS-4.2-08, SDE-4.5-30: the sealed package lies on a medium with a place and a keeper from the first moment. */
const enterMedium = (
  context: CommandContext,
  { organisationId, id, title }: PaperRow,
  { fileId, place }: { readonly fileId: string; readonly place: string },
) =>
  registerMedium(context, organisationId, {
    ...{ content: `${title} 密封试卷包`, place, keeper: context.actor.name },
    ...{ paperId: id, fileId },
  })

/**
 * SDS-4.2-09: seals the paper without its key for its custodians, not to be opened before its time, and forgets
 * the passphrases. From here on the centre itself cannot open the package.
 */
export const sealPaperHandler =
  (directory: SessionDirectory): CommandHandler<typeof sealPaper> =>
  async (context, input) => {
    const { organisationId } = ownPlace(context)
    const row = await lockPaper(context.tx, organisationId, input)
    const sessions = await directory.sessions(context.tx, organisationId)
    const session = sessions.find((one) => one.sessionId === row.sessionId)
    const opensAt = new Date((session?.startsAt ?? context.now).getTime() - input.leadMinutes * 60_000)
    const request = { action: 'seal', by: await handlerOf(context), earliestOpening: opensAt } as const
    const decided = decidePaper(asPaper(row), request, paperRules)
    if (decided.refused) return bindingFirst(decided)
    if (!session) throw new Error(`paper ${row.id} is bound to a session that is gone`)
    if (session.startsAt.getTime() <= context.now.getTime()) return started(session)
    const limits = await limitsOf(context, directory, row)
    if (input.leadMinutes > limits.mostLeadMinutes) return leadTooLong(limits)
    if (input.threshold < limits.leastThreshold) return thresholdTooLow(limits)
    const custodians = await custodiansOf(context.tx, organisationId, row.id)
    if (custodians.length < input.threshold) return tooFew(custodians.length, input.threshold)
    const file = await sealContent(context, row, { custodians, threshold: input.threshold, opensAt })
    const paper = await updatePaper(context.tx, row, {
      state: 'sealed',
      sealedFileId: file.fileId,
      earliestOpening: opensAt,
    })
    await recordSealing(context, paper, { custodians, input, opensAt })
    await electronicPackage(context, directory, { paper: row, place: input.place, opensAt })
    await enterMedium(context, row, { fileId: file.fileId, place: input.place })
    return accept({ ...file, earliestOpening: opensAt.toISOString() })
  }
