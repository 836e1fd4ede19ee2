// Joins the clause library with the ids cited by packs, rules and test names. `--json` for machines; capability names
// as arguments list the tier-1 clauses of document 000 in them that lack a rule or a test. Unknown ids end with 1.
import { fileURLToPath } from 'node:url'
import { allClauses, type Clause, clauseIdPattern } from '#modules/policy/library/clauses.ts'
import { isTest, literalsOf, type SourceFile, sourceFiles, testNamesOf } from './source.ts'

export interface Citations {
  /** Id → files. A pack states a value; a rule names the clause itself; a test proves it. */
  readonly packs: ReadonlyMap<string, readonly string[]>
  readonly rules: ReadonlyMap<string, readonly string[]>
  readonly tests: ReadonlyMap<string, readonly string[]>
}

export interface CoverageRow {
  readonly group: string
  readonly total: number
  readonly packs: number
  readonly rules: number
  readonly tests: number
}

const packFolder = 'modules/policy/packs/'

const idsIn = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => text.match(clauseIdPattern) ?? [])),
]

const cited = (
  files: readonly SourceFile[],
  textsOf: (source: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const file of files)
    for (const id of idsIn(textsOf(file.text))) found.set(id, [...(found.get(id) ?? []), file.path])
  return found
}

/** Reads who cites what. Comments cite nothing, and in a test file only the names of tests count. */
export const citationsOf = (files: readonly SourceFile[]): Citations => {
  const sources = files.filter((file) => !isTest(file.path))
  return {
    packs: cited(
      sources.filter((file) => file.path.startsWith(packFolder)),
      literalsOf,
    ),
    rules: cited(
      sources.filter((file) => !file.path.startsWith(packFolder)),
      literalsOf,
    ),
    tests: cited(
      files.filter((file) => isTest(file.path)),
      testNamesOf,
    ),
  }
}

/** Cited ids the library does not have, each with the files that cite it. */
export const unknownIds = (
  citations: Citations,
  clauses: ReadonlyMap<string, Clause>,
): readonly { readonly id: string; readonly files: readonly string[] }[] =>
  [citations.packs, citations.rules, citations.tests]
    .flatMap((map) => [...map])
    .filter(([id]) => !clauses.has(id))
    .map(([id, files]) => ({ id, files }))

/** Counts of clauses by a property, in order of its first appearance. */
export const coverageBy = (
  clauses: Iterable<Clause>,
  citations: Citations,
  groupOf: (clause: Clause) => string,
): readonly CoverageRow[] =>
  [...Map.groupBy(clauses, groupOf)].map(([group, rows]) => {
    const count = (map: ReadonlyMap<string, unknown>) => rows.filter((row) => map.has(row.id)).length
    return {
      group,
      total: rows.length,
      packs: count(citations.packs),
      rules: count(citations.rules),
      tests: count(citations.tests),
    }
  })

export interface Gap {
  readonly id: string
  readonly capability: string
  readonly lacks: readonly ('rule' | 'test')[]
  readonly sentence: string
}

/** Tier-1 clauses of a document, in some capabilities (all when none is named), that lack a rule or a test. */
export const gapsOf = (
  clauses: Iterable<Clause>,
  citations: Citations,
  wanted: { readonly document: string; readonly capabilities: readonly string[] },
): readonly Gap[] =>
  [...clauses]
    .filter((row) => row.document.id === wanted.document && row.tier === 1)
    .filter((row) => wanted.capabilities.length === 0 || wanted.capabilities.includes(row.capability))
    .map((row): Gap => {
      const ruled = citations.packs.has(row.id) || citations.rules.has(row.id)
      const lacks = [
        ...(ruled ? [] : ['rule' as const]),
        ...(citations.tests.has(row.id) ? [] : ['test' as const]),
      ]
      return { id: row.id, capability: row.capability, lacks, sentence: row.sentence }
    })
    .filter((gap) => gap.lacks.length > 0)

const table = (title: string, rows: readonly CoverageRow[]): string => {
  const width = Math.max(title.length, ...rows.map((row) => row.group.length)) + 2
  const cells = (values: readonly (string | number)[]) =>
    values.map((value) => String(value).padStart(7)).join('')
  const head = `${title.padEnd(width)}${cells(['total', 'pack', 'rule', 'test'])}`
  const lines = rows.map(
    (row) => `${row.group.padEnd(width)}${cells([row.total, row.packs, row.rules, row.tests])}`,
  )
  return [head, ...lines].join('\n')
}

const report = (words: readonly string[]): number => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const files = sourceFiles(root, ['modules', 'platform', 'apps', 'e2e'])
  const clauses = allClauses()
  const citations = citationsOf(files)
  const unknown = unknownIds(citations, clauses)
  const capabilities = words.filter((word) => !word.startsWith('--'))
  const byDocument = coverageBy(clauses.values(), citations, (row) => row.document.id)
  const byCapability = coverageBy(clauses.values(), citations, (row) => row.capability)
  const gaps = gapsOf(clauses.values(), citations, { document: '000', capabilities })
  if (words.includes('--json')) {
    console.log(JSON.stringify({ documents: byDocument, capabilities: byCapability, gaps, unknown }, null, 1))
    return unknown.length === 0 ? 0 : 1
  }
  console.log(`${table('document', byDocument)}\n\n${table('capability', byCapability)}`)
  const listed = capabilities.length === 0 ? [] : gaps
  for (const gap of listed)
    console.log(`${gap.id}  ${gap.capability}  lacks ${gap.lacks.join(', ')}  ${gap.sentence}`)
  console.log(`\nTier-1 clauses of 000 lacking a rule or a test: ${gaps.length}`)
  for (const { id, files: where } of unknown) console.error(`unknown clause ${id} in ${where.join(', ')}`)
  return unknown.length === 0 ? 0 : 1
}

if (import.meta.main) process.exitCode = report(process.argv.slice(2))
