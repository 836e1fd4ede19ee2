import type { OpenPackage } from '#apps/exam-room/node/room-context.ts'
import type { OpenedPaper } from '#modules/delivery/core/paper.ts'
import { accept, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { open, readHeader } from '#platform/seal/package.ts'
import type { Verifier } from '#platform/seal/signer.ts'

/** The one file of a paper's package. */
const paperFileName = 'paper.json'

const clausesOf: { readonly [code: string]: readonly string[] } = {
  NOT_YET: ['SDS-4.2-09'],
  TOO_FEW_SHARES: ['SDS-4.2-06', 'SDS-4.2-07'],
  WRONG_SHARE: ['SDS-4.2-06'],
}

const withClauses = (refusal: Refusal): Refusal => ({
  ...refusal,
  clauses: clausesOf[refusal.code] ?? ['SDS-4.2-09'],
})

const noPaper = refuse('FORMAT', {
  sentence: '密封包中没有试卷。',
  remedy: '请停止使用，并联系本单位保密管理人员。',
  clauses: ['SDS-4.2-09'],
})

/**
 * SDS-4.2-09: opens the sealed package of a paper with what its keepers typed, each a passphrase where his part of the
 * key is wrapped and the handed-out share where it is not.
 */
export const packageOpener =
  (our: { readonly verifier: Verifier; readonly serverVersion: string }): OpenPackage =>
  async (sealed, brought, at) => {
    const header = readHeader(sealed)
    if (header.refused) return withClauses(header)
    const keys = brought.map(({ custodian, share }) => {
      const typed = Buffer.from(share).toString('utf8')
      const part = header.value.custodians.find(({ name }) => name === custodian)
      return part?.wrapped ? { custodian, passphrase: typed } : { custodian, share: typed }
    })
    const opened = await open(sealed, { keys, at, ...our })
    if (opened.refused) return withClauses(opened)
    const paper = opened.value.files.find(({ name }) => name === paperFileName)
    return paper ? accept(JSON.parse(Buffer.from(paper.content).toString('utf8')) as OpenedPaper) : noPaper
  }
