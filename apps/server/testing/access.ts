import { sql } from 'kysely'
import type { Audience } from '#platform/contract/contract.ts'
import type { Connection } from '#platform/db/connect.ts'

/** What the generator needs to know of a schema; TypeBox schemas are JSON Schema. */
interface Shape {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
  readonly properties?: { readonly [name: string]: Shape }
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly minItems?: number
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
}

/** Real rows of one organisation, as inputs may name them, and a person of whom nobody else may learn. */
export interface Target {
  readonly organisationId: string
  /** By property of an input: `batchId` → ids of that organisation's batches. */
  readonly ids: ReadonlyMap<string, readonly string[]>
  readonly versions: ReadonlyMap<string, number>
  readonly person: { readonly name: string; readonly documentNumber: string; readonly personId: string }
}

/** Properties whose table is not called as they are. */
const tables: { readonly [property: string]: string } = {
  lineId: 'batch_line',
  sessionId: 'exam_session',
  fileId: 'stored_file',
  noticeId: 'annual_notice',
  amendmentId: 'batch_amendment',
  importId: 'roster_import',
  correctionId: 'score_correction',
  orderId: 'fee_order',
  staffId: 'staff_member',
  drawId: 'staff_draw',
  placeId: 'room',
  panelId: 'panel_record',
  reportId: 'certificate_report',
  requestId: 'reissue_request',
  taskId: 'expert_task',
  enemyId: 'item_enemy',
  likenessId: 'item_likeness',
  expertId: 'account',
  id: 'exam_session',
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const tableOf = (property: string) => tables[property] ?? snake(property.replace(/Id$/, ''))
const singular = (property: string) => property.replace(/Ids$/, 'Id')

const rowsOf = async (owner: Connection['owner'], table: string, organisationId: string) => {
  const { rows } = await sql<{ id: string; version: number | null }>`
    SELECT t.id, (to_jsonb(t) ->> 'version')::int AS version FROM ${sql.table(table)} t
    WHERE t.organisation_id = ${organisationId} ORDER BY t.id LIMIT 20
  `.execute(owner)
  return rows
}

/** Every id that an input of these schemas can name, from the rows of the organisation. */
export const targetOf = async (
  owner: Connection['owner'],
  given: Pick<Target, 'organisationId' | 'person'> & { readonly inputs: readonly unknown[] },
): Promise<Target> => {
  const { rows: existing } = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('id', 'organisation_id')
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY c.relname HAVING count(*) = 2
  `.execute(owner)
  const known = new Set(existing.map(({ name }) => name))
  const [ids, versions] = [new Map<string, readonly string[]>(), new Map<string, number>()]
  for (const property of new Set(given.inputs.flatMap((input) => uuidProperties(input as Shape)))) {
    if (!known.has(tableOf(property))) continue
    const rows = await rowsOf(owner, tableOf(property), given.organisationId)
    ids.set(
      property,
      rows.map(({ id }) => id),
    )
    for (const { id, version } of rows) if (version !== null) versions.set(id, version)
  }
  ids.set('personId', [given.person.personId])
  ids.set('organisationId', [given.organisationId])
  return { ...given, ids, versions }
}

const uuidProperties = (shape: Shape, property = ''): string[] => [
  ...(shape.format === 'uuid' ? [singular(property)] : []),
  ...Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => uuidProperties(inner, name)),
  ...(shape.items ? uuidProperties(shape.items, property) : []),
  ...(shape.anyOf ?? []).flatMap((inner) => uuidProperties(inner, property)),
]

/** One of them fits every pattern of the contracts; the first that does is taken. */
const samples = [
  '2026-12-26',
  '09:00',
  '6-31-01-03',
  '3799',
  '13800000001',
  'A',
  'M 10 60 L 40 20 L 80 90',
  'a'.repeat(64),
  'access-walk',
  'UEsDBBQAAAAIAAAA',
  '123456',
  '核对无误，同意办理',
]

/** An id of a table that holds no row of the organisation: well-formed, and nobody's. */
const nobodys = '0190a000-0000-7000-8000-000000000001'

/** Personal names and numbers are asked for; a command that writes them elsewhere would only blur the search. */
const wordFor = (property: string, { target, isQuery }: Choice): string | undefined => {
  if (!isQuery) return undefined
  if (['name', 'find', 'search'].includes(property)) return target.person.name
  return property === 'documentNumber' ? target.person.documentNumber : undefined
}

const textFor = (shape: Shape, property: string, choice: Choice): string => {
  const { minLength = 0, maxLength = 10_000, format, pattern } = shape
  if (format === 'uuid') return choice.target.ids.get(singular(property))?.[0] ?? nobodys
  if (format === 'date') return '2026-12-26'
  if (format === 'date-time') return '2026-12-26T01:00:00.000Z'
  const fits = (text: string) =>
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text))
  const wanted = wordFor(property, choice)
  if (wanted !== undefined && fits(wanted)) return wanted
  return samples.toReversed().find(fits) ?? '核'.repeat(Math.max(1, minLength)).slice(0, maxLength)
}

interface Choice {
  readonly target: Target
  readonly isQuery: boolean
  /** Whether what may be left out is given. */
  readonly full: boolean
}

const objectFor = (shape: Shape, choice: Choice): object => {
  const given = Object.entries(shape.properties ?? {}).filter(
    ([name]) => choice.full || (shape.required ?? []).includes(name),
  )
  const made = Object.fromEntries(given.map(([name, inner]) => [name, valueFor(inner, name, choice)]))
  const named = Object.entries(made).filter(([name]) => name.endsWith('Id') && name !== 'organisationId')
  const version = named
    .map(([, id]) => choice.target.versions.get(String(id)))
    .find((each) => each !== undefined)
  return 'version' in made && version !== undefined ? { ...made, version } : made
}

const valueFor = (shape: Shape, property: string, choice: Choice): unknown => {
  if ('const' in shape) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.anyOf) return valueFor(shape.anyOf[0]!, property, choice)
  switch (shape.type) {
    case 'object':
      return objectFor(shape, choice)
    case 'array':
      return Array.from({ length: Math.max(1, shape.minItems ?? 0) }, () =>
        valueFor(shape.items ?? {}, property, choice),
      )
    case 'string':
      return textFor(shape, property, choice)
    case 'integer':
    case 'number':
      return shape.minimum ?? (shape.exclusiveMinimum === undefined ? 1 : shape.exclusiveMinimum + 1)
    case 'boolean':
      return true
    default:
      return null
  }
}

/** Two inputs of a contract that name the target's rows: one with everything, one with the necessary alone. */
export const inputsFor = (
  spec: { readonly kind: string; readonly input: unknown; readonly roles: Audience },
  target: Target,
): readonly unknown[] =>
  [true, false].map((full) =>
    valueFor(spec.input as Shape, '', { target, full, isQuery: spec.kind === 'query' }),
  )
