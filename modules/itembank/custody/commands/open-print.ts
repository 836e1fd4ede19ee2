import { v7 as uuid } from 'uuid'
import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { type ContentFile, open } from '#platform/seal/package.ts'
import { keysOf } from '../../paper/commands/rehearsal.ts'
import { filesOf } from '../../paper/commands/seal-paper.ts'
import { paperTransitions } from '../../paper/core/paper.machine.ts'
import { issuerOf, oldestReader } from '../../paper/open-paper.ts'
import type { SessionDirectory } from '../../paper/sessions.port.ts'
import { lockPaper, type PaperRow } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { openPrintPaper } from '../contract.ts'
import { insertAttempt } from '../store/attempt.store.ts'
import { custodiansOf } from '../store/custodian.store.ts'
import { enterOpening, noPackage } from './opening.ts'

const forScreens = refuse('WRONG_STATE', {
  sentence: '这份试卷为机考试卷，由保管人在考场启封。',
  remedy: '请按机考下发考场。',
  clauses: ['SDS-4.2-04'],
})

const differs = refuse('CONTENT_DIFFERS', {
  sentence: '待印制的内容与密封时不一致。',
  remedy: '请停止印制，保护现场并登记异常。',
  clauses: ['SDS-4.2-09'],
})

const isSame = (sealed: readonly ContentFile[], kept: readonly ContentFile[]): boolean =>
  sealed.length === kept.length &&
  kept.every(({ name, content }) => {
    const file = sealed.find((one) => one.name === name)
    return file !== undefined && Buffer.compare(file.content, content) === 0
  })

/** Opens the package and sees that the print run will set what was sealed; what comes out goes nowhere else. */
const judgeContent = async (
  context: CommandContext,
  { row, sealedFileId }: { readonly row: PaperRow; readonly sealedFileId: string },
  keys: ReturnType<typeof keysOf>,
): Promise<Refusal | undefined> => {
  const { organisationId } = row
  const bytes = await bytesOfFile(context, { organisationId, fileId: sealedFileId })
  const verifier = issuerOf(bytes, context.services.sealing.verifiers)
  const opened = await open(bytes, { keys, at: context.now, verifier, serverVersion: oldestReader })
  if (opened.refused) return opened
  return isSame(opened.value.files, await filesOf(context, row)) ? undefined : differs
}

const keepAttempt = (
  context: CommandContext,
  { organisationId, id: paperId }: PaperRow,
  {
    input,
    persons,
    refusal,
  }: {
    readonly input: InputOf<typeof openPrintPaper>
    readonly persons: readonly string[]
    readonly refusal: Refusal | undefined
  },
) =>
  insertAttempt(context, {
    ...{ organisationId, id: uuid(), paperId, rehearsal: false, place: input.place, at: context.now },
    ...{ persons, reason: input.reason },
    refusal: refusal?.code ?? null,
    sentence: refusal?.sentence ?? null,
  })

/**
 * SDS-4.2-06, SDS-4.2-09, HN-2.3.4-04: two at least, at its time and with a reason. From then on the print run may set
 * the paper, and puts every copy on record.
 */
export const openPrintPaperHandler =
  (directory: SessionDirectory): CommandHandler<typeof openPrintPaper> =>
  async (context, input) => {
    const { organisationId } = ownPlace(context)
    const row = await lockPaper(context.tx, organisationId, input)
    const { sealedFileId } = row
    if (row.medium !== 'print') return forScreens
    if (sealedFileId === null || !paperTransitions[row.state].open) return noPackage(row.state)
    const keys = keysOf(input.shares, await custodiansOf(context.tx, organisationId, row.id))
    const persons = keys.map(({ name }) => name)
    const refusal = await judgeContent(context, { row, sealedFileId }, keys)
    await keepAttempt(context, row, { input, persons, refusal })
    if (refusal) return accept({ opened: false, sentence: refusal.sentence, remedy: refusal.remedy })
    const { place, reason } = input
    await enterOpening(context, directory, { row, opening: { place, at: context.now, persons, reason } })
    return accept({ opened: true, sentence: null, remedy: null })
  }
