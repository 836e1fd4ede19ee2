import { v7 as uuid } from 'uuid'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { bytesOfFile, storeFile } from '#platform/files/files.ts'
import { open, seal } from '#platform/seal/package.ts'
import { insertAttempt } from '../../custody/store/attempt.store.ts'
import { type Custodian, clearPassphrase, custodiansOf } from '../../custody/store/custodian.store.ts'
import { handlerOf, ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { openRehearsal, sealRehearsal } from '../contract.ts'
import { decidePaper } from '../core/paper.machine.ts'
import { issuerOf, oldestReader, rehearsalPurpose } from '../open-paper.ts'
import type { SessionDirectory } from '../sessions.port.ts'
import { asPaper, lockPaper, type PaperRow, updatePaper } from '../store/paper.store.ts'
import { paperRules } from './paper-step.ts'
import { bindingFirst, limitsOf, thresholdTooLow, tooFew } from './seal-paper.ts'

const rehearsalFile = '演练.txt'
/** All there is in it. */
const words = '演练启封成功。本包不含任何试题。'

const sealDummy = (
  { services }: CommandContext,
  row: PaperRow,
  order: { readonly custodians: readonly Custodian[]; readonly threshold: number; readonly keys: string[] },
) =>
  seal({
    labels: {
      purpose: rehearsalPurpose,
      paperId: row.id,
      sessionId: row.sessionId ?? '',
      title: `演练 ${row.title}`,
    },
    serverVersion: oldestReader,
    opensAt: null,
    files: [{ name: rehearsalFile, content: Buffer.from(words) }],
    custodians: order.custodians.map(({ accountId }, at) => ({
      name: accountId,
      passphrase: order.keys[at] ?? '',
    })),
    threshold: order.threshold,
    ...services.sealing,
  })

/** A package with nothing in it for the same session and custodians, made while their passphrases are still here. */
export const sealRehearsalHandler =
  (directory: SessionDirectory): CommandHandler<typeof sealRehearsal> =>
  async (context, { threshold, ...shown }) => {
    const { organisationId } = ownPlace(context)
    const row = await lockPaper(context.tx, organisationId, shown)
    const request = { action: 'seal', by: await handlerOf(context), earliestOpening: context.now } as const
    const decided = decidePaper(asPaper(row), request, paperRules)
    if (decided.refused) return bindingFirst(decided)
    const limits = await limitsOf(context, directory, row)
    if (threshold < limits.leastThreshold) return thresholdTooLow(limits)
    const custodians = await custodiansOf(context.tx, organisationId, row.id)
    if (custodians.length < threshold) return tooFew(custodians.length, threshold)
    const keys = custodians.map((custodian) => clearPassphrase(context, custodian))
    const { bytes } = await sealDummy(context, row, { custodians, threshold, keys })
    const file = await storeFile(context, {
      ...{ organisationId, audience: ['org-secrecy', 'site-chief'], name: `演练 ${row.title}.sealed` },
      ...{ mediaType: 'application/octet-stream', bytes },
    })
    const paper = await updatePaper(context.tx, row, { rehearsalFileId: file.fileId })
    const clauses = ['SDS-4.2-06', 'SDS-4.2-09']
    context.record({ type: 'rehearsal-sealed', table: 'paper', row: paper, data: { threshold }, clauses })
    return accept(file)
  }

const noRehearsal = refuse('REHEARSAL_MISSING', {
  sentence: '还没有制作演练包。',
  remedy: '请保密管理人员在密封前制作演练包。',
  clauses: ['SDS-4.2-09'],
})

/** What those present have brought, by the accounts that the seal knows. */
export const keysOf = (shares: InputOf<typeof openRehearsal>['shares'], custodians: readonly Custodian[]) =>
  shares.flatMap(({ custodianId, passphrase }) => {
    const custodian = custodians.find(({ id }) => id === custodianId)
    return custodian ? [{ custodian: custodian.accountId, name: custodian.name, passphrase }] : []
  })

/** The ceremony as on the day, with a package that may be opened at any time; each try is recorded as a rehearsal. */
export const openRehearsalHandler: CommandHandler<typeof openRehearsal> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const { paperId, place } = input
  const row = await lockPaper(context.tx, organisationId, { paperId })
  if (row.rehearsalFileId === null) return noRehearsal
  const keys = keysOf(input.shares, await custodiansOf(context.tx, organisationId, paperId))
  const bytes = await bytesOfFile(context, { organisationId, fileId: row.rehearsalFileId })
  const { verifiers } = context.services.sealing
  const verifier = issuerOf(bytes, verifiers)
  const opened = await open(bytes, { keys, at: context.now, verifier, serverVersion: oldestReader })
  const attempt = { organisationId, id: uuid(), paperId, rehearsal: true, place, at: context.now }
  await insertAttempt(context, {
    ...{ ...attempt, persons: keys.map(({ name }) => name), reason: '演练' },
    refusal: opened.refused ? opened.code : null,
    sentence: opened.refused ? opened.sentence : null,
  })
  if (opened.refused) {
    const { sentence, remedy } = opened
    return accept({ opened: false, words: '', sentence, remedy })
  }
  const content = opened.value.files[0]?.content ?? new Uint8Array()
  return accept({ opened: true, words: Buffer.from(content).toString('utf8'), sentence: null, remedy: null })
}
