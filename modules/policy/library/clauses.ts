import { readFileSync } from 'node:fs'
import type { ClauseId } from '../core/parameter.ts'

/** A document of the regulation library. */
export interface RegulationDocument {
  readonly id: string
  /** `鲁就人〔2023〕6号` */
  readonly shortName: string
  readonly title: string
}

/** One rule of a document in the library's own words. */
export interface Clause {
  readonly id: ClauseId
  readonly document: RegulationDocument
  /** Where it stands in the document, `三、报名管理（一）认定计划编制`. */
  readonly locator: string
  /** The requirement in one Chinese sentence, not a quotation. */
  readonly sentence: string
  /** `days=5; workdays=false; …` read apart. */
  readonly parameters: Readonly<Record<string, string>>
  readonly kind: string
  readonly enforcement: string
  readonly capability: string
  readonly actor: string
  /** 1 = the chain does not work without it … 3 = a matter of paper. */
  readonly tier: number
}

const documents: readonly RegulationDocument[] = [
  {
    id: '000',
    shortName: '鲁就人〔2023〕6号',
    title: '山东省社会培训评价组织职业技能等级认定工作指引（试行）',
  },
  { id: '001', shortName: '鲁就人〔2023〕18号', title: '山东省企业技能人才自主评价工作指引（试行）' },
  { id: '002', shortName: '河南手册', title: '职业技能等级认定工作指导手册（社会培训评价组织部分）' },
  {
    id: '003',
    shortName: '鲁人社字〔2020〕50号',
    title: '关于开展社会培训评价组织职业技能等级认定试点工作的通知',
  },
  { id: '004', shortName: '鲁人社字〔2020〕100号', title: '关于推进专项职业能力考核工作的通知' },
]

/** Matches clause ids in running text; the shape alone does not make an id exist. */
export const clauseIdPattern = /\b(?:SDS|SDP|SDE|SPC|HN)-[A-Z]?\d+(?:\.\d+)*-\d{2}\b/gu

const parametersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(/;\s*/u)
      .filter((part) => part !== '')
      .map((part): [string, string] => {
        const at = part.indexOf('=')
        return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()]
      }),
  )

const documentOf = (id: string): RegulationDocument => {
  const found = documents.find((document) => document.id === id)
  if (!found) throw new Error(`the library has no document ${id}`)
  return found
}

const clauseOf = (line: string): Clause => {
  const [id, source, locator, sentence, kind, enforcement, capability, params, actor] = line.split('\t')
  if (!id || !source || !locator || !sentence || !capability || actor === undefined)
    throw new Error(`broken row of the clause library: ${line.slice(0, 80)}`)
  const parameters = parametersOf(params ?? '')
  return {
    id: id as ClauseId,
    document: documentOf(source),
    locator,
    sentence,
    parameters,
    kind: kind ?? '',
    enforcement: enforcement ?? '',
    capability,
    actor,
    tier: Number(parameters.tier),
  }
}

let loaded: ReadonlyMap<string, Clause> | null = null

/** All clauses by id, read from clauses.tsv at the first call. */
export const allClauses = (): ReadonlyMap<string, Clause> => {
  if (loaded) return loaded
  const [, ...lines] = readFileSync(new URL('./clauses.tsv', import.meta.url), 'utf8').split('\n')
  const rows = lines.filter((line) => line !== '').map((line) => clauseOf(line.replace(/\r$/u, '')))
  loaded = new Map(rows.map((row) => [row.id, row]))
  if (loaded.size !== rows.length) throw new Error('a clause id stands twice in the library')
  return loaded
}

/** Whether the library has a clause of that id. */
export const isClauseId = (text: string): text is ClauseId => allClauses().has(text)

/** The clause of that id; throws a RangeError when there is none. */
export const clause = (id: string): Clause => {
  const found = allClauses().get(id)
  if (!found) throw new RangeError(`no clause ${id} in the regulation library`)
  return found
}
