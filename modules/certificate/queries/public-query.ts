import { LRUCache } from 'lru-cache'
import type { Outcome, ReplyOf } from '#platform/contract/contract.ts'
import type { DirectContext, DirectHandler, Statement } from '#platform/contract/direct.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { gather } from '#platform/db/gather.ts'
import { maskName } from '#platform/pii/mask.ts'
import type { publicQuery } from '../contract.ts'
import { type CertificateState, certificateStateTitles } from '../core/certificate.machine.ts'
import { levelWords } from '../core/sheet.ts'
import { documentPurpose, namePurpose, normaliseName, normaliseNumber } from '../sources.ts'

type Card = ReplyOf<typeof publicQuery>['certificates'][number]

interface Found {
  readonly ordinal: number
  readonly number: string
  readonly name: string
  readonly documentType: string
  readonly documentMasked: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly issuerName: string
  readonly issuedOn: string
  readonly state: string
  readonly revokedOn: string | null
}

const statement = (name: string, keyed: string, match: string): Statement => ({
  name,
  text: `
    SELECT q.ordinal::int AS ordinal, c.number, c.name, c.document_type AS "documentType",
      c.document_masked AS "documentMasked", c.occupation_name AS "occupationName", c.trade, c.level,
      c.issuer_name AS "issuerName", c.issued_on AS "issuedOn", c.state, c.revoked_on AS "revokedOn"
    FROM unnest($1::${keyed}[], $2::bytea[]) WITH ORDINALITY AS q(key, name_index, ordinal)
    JOIN certificate c ON c.${match} = q.key AND c.name_index = q.name_index
    WHERE c.state IN ('issued', 'reissued', 'revoked')
    ORDER BY q.ordinal, c.issued_on DESC, c.number`,
})

const byDocument = statement('certificate-by-document', 'bytea', 'document_index')
const byNumber = statement('certificate-by-number', 'text', 'number')

const cardOf = (row: Found): Card => ({
  number: row.number,
  name: maskName(row.name),
  documentType: row.documentType,
  documentMasked: row.documentMasked,
  occupationName: row.occupationName,
  trade: row.trade,
  levelName: levelWords(row.level),
  issuerName: row.issuerName,
  issuedOn: row.issuedOn,
  state: row.state,
  stateTitle: certificateStateTitles[row.state as CertificateState],
  revokedOn: row.revokedOn,
})

interface Key {
  readonly by: Statement
  readonly value: Buffer | string
  readonly name: Buffer
}

const load = async (
  context: DirectContext,
  by: Statement,
  keys: readonly Key[],
): Promise<readonly Card[][]> => {
  const rows = await context.read<Found>(by, [keys.map(({ value }) => value), keys.map(({ name }) => name)])
  const cards: Card[][] = keys.map(() => [])
  for (const row of rows) cards[row.ordinal - 1]!.push(cardOf(row))
  return cards
}

/** Answers live this long, in milliseconds: a revocation shows at once or two seconds later. */
const freshMilliseconds = 2_000
const answersKept = 20_000

type Answer = Outcome<typeof publicQuery>

interface Desk {
  readonly kept: LRUCache<string, Answer>
  look(key: Key): Promise<Card[]>
}

const openDesk = (context: DirectContext): Desk => {
  const documents = gather((keys: readonly Key[]) => load(context, byDocument, keys))
  const numbers = gather((keys: readonly Key[]) => load(context, byNumber, keys))
  return {
    kept: new LRUCache({ max: answersKept, ttl: freshMilliseconds }),
    look: (key) => (key.by === byDocument ? documents(key) : numbers(key)),
  }
}

const notFound = refuse('CERTIFICATE_NOT_FOUND', {
  sentence: '没有查询到相符的证书。',
  remedy: '请核对姓名、证件号码或证书编号是否与证书完全一致；刚颁发的证书请在机构发证后查询。',
  clauses: ['SDS-6.1-02'],
})

const incomplete = refuse('QUERY_INCOMPLETE', {
  sentence: '请填写证件号码或证书编号。',
  remedy: '姓名与证件号码、证书编号中的任一项一起填写即可查询。',
  clauses: ['SDS-6.1-03'],
  field: 'documentNumber',
})

/** One desk for each context, that is for each server: its look-ups share reads, its answers are kept two seconds. */
const desks = new WeakMap<DirectContext, Desk>()

/**
 * Exact look-up by name and document number, or by name and certificate number, over keyed indexes. Found or not, the
 * same statement runs and the same text answers, so nothing can be learnt by trying (SDS-6.1-02, SDS-6.1-03).
 */
export const publicQueryHandler: DirectHandler<typeof publicQuery> = async (context, input) => {
  const number = normaliseNumber(input.number ?? '')
  const document = normaliseNumber(input.documentNumber ?? '')
  if (number === '' && document === '') return incomplete
  const name = normaliseName(input.name)
  const desk = deskOf(context)
  const question = `${name}|${number === '' ? document : `#${number}`}`
  const kept = desk.kept.get(question)
  if (kept) return kept
  const { keyring } = context.services
  const index = (value: string, purpose: string) => Buffer.from(keyring.blindIndex(value, purpose))
  const cards = await desk.look({
    ...(number === ''
      ? { by: byDocument, value: index(document, documentPurpose) }
      : { by: byNumber, value: number }),
    name: index(name, namePurpose),
  })
  const answer: Answer = cards.length === 0 ? notFound : accept({ certificates: cards })
  desk.kept.set(question, answer)
  return answer
}

const deskOf = (context: DirectContext): Desk => {
  const open = desks.get(context)
  if (open) return open
  const desk = openDesk(context)
  desks.set(context, desk)
  return desk
}
