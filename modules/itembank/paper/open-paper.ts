import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { open, readHeader } from '#platform/seal/package.ts'
import type { Verifier } from '#platform/seal/signer.ts'
import { isScreenPaper, type ScreenPaper, type SeatPaper } from './core/paper-content.ts'

/** In every sealed package. */
export const paperFileName = 'paper.json'
/** Beside it in the package of a paper that was made elsewhere. */
export const attachmentFileName = 'attachment'
/** What the label `purpose` of a package says that holds no items. */
export const rehearsalPurpose = '演练'

/** The lowest server version that can read what is sealed now. */
export const oldestReader = '0.1.0'

/** What one person brings: his account as custodian, and his passphrase as UTF-8. */
export interface BroughtShare {
  readonly custodian: string
  readonly share: Uint8Array
}

const clausesOf: { readonly [code: string]: readonly string[] } = {
  NOT_YET: ['SDS-4.2-09'],
  TOO_FEW_SHARES: ['SDS-4.2-06', 'SDS-4.2-07'],
  WRONG_SHARE: ['SDS-4.2-06'],
  BAD_SIGNATURE: ['SDS-4.2-09'],
  TAMPERED: ['SDS-4.2-09'],
}

const withClauses = (refusal: Refusal): Refusal => ({ ...refusal, clauses: clausesOf[refusal.code] ?? [] })

/** Everything about the opening went well, and there is nothing to sit. */
const rehearsed = refuse('REHEARSAL', {
  sentence: '演练启封成功。这是演练包，不含试题，不能用于考试。',
  remedy: '考试当日请使用本场的正式试卷包。',
  clauses: ['SDS-4.2-06', 'SDS-4.2-09'],
})

export interface PackageReader {
  readonly verifiers: readonly Verifier[]
  readonly serverVersion: string
}

/** The key the package names, if it is one of ours; else ours in use, whose check then says that it is foreign. */
export const issuerOf = (sealed: Uint8Array, verifiers: readonly Verifier[]): Verifier => {
  const header = readHeader(sealed)
  const named = header.refused
    ? undefined
    : verifiers.find(({ keyId }) => keyId === header.value.issuer.keyId)
  const verifier = named ?? verifiers[0]
  if (!verifier) throw new Error('no key to verify packages with')
  return verifier
}

/**
 * Opens the package of a paper in a room: `openPackage` of the room's node. Not before its time, not by one person,
 * and not when a byte was changed. The packages are those of this issuer (`verifiers`: its key in use and those before).
 */
export const openSealedPaper =
  ({ verifiers, serverVersion }: PackageReader) =>
  async (sealed: Uint8Array, shares: readonly BroughtShare[], at: Date): Promise<Verdict<ScreenPaper>> => {
    const keys = shares.map(({ custodian, share }) => ({
      custodian,
      passphrase: Buffer.from(share).toString('utf8'),
    }))
    const opened = await open(sealed, { keys, at, verifier: issuerOf(sealed, verifiers), serverVersion })
    if (opened.refused) return withClauses(opened)
    if (opened.value.header.labels.purpose === rehearsalPurpose) return rehearsed
    const file = opened.value.files.find(({ name }) => name === paperFileName)
    if (!file) {
      return refuse('FORMAT', {
        sentence: '密封包中没有试卷。',
        remedy: '请停止使用，并联系本单位保密管理人员。',
        clauses: ['SDS-4.2-09'],
      })
    }
    const paper = JSON.parse(Buffer.from(file.content).toString('utf8')) as SeatPaper
    if (isScreenPaper(paper)) return accept(paper)
    return refuse('FORMAT', {
      sentence: '试卷为纸笔作答的试卷，不能在考试机上作答。',
      remedy: '请按纸笔考试组织，或启用机考试卷。',
      clauses: ['SDS-4.2-04'],
    })
  }
