import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string
  readonly text: string
}

const skipped = new Set(['node_modules', 'dist', 'data', '.git'])

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesUnder(join(folder, entry.name))
    return /\.tsx?$/u.test(entry.name) ? [join(folder, entry.name)] : []
  })

/** The TypeScript files of some folders of the repository; a folder that does not exist yet has none. */
export const sourceFiles = (root: string, folders: readonly string[]): readonly SourceFile[] => {
  const present = new Set(readdirSync(root))
  return folders
    .filter((folder) => present.has(folder))
    .flatMap((folder) => filesUnder(join(root, folder)))
    .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
}

export const isTest = (path: string): boolean => /\.(?:test|e2e)\.tsx?$/u.test(path)

const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/gu

const isComment = (text: string): boolean => text.startsWith('//') || text.startsWith('/*')

/** The string literals of a source, quotes taken off, comments left out. */
export const literalsOf = (source: string): readonly string[] =>
  (source.match(token) ?? []).filter((found) => !isComment(found)).map((found) => found.slice(1, -1))

/** The source without comments and without the contents of plain strings: what can run. */
export const codeOf = (source: string): string =>
  source.replace(token, (found) => {
    if (isComment(found)) return ' '
    return found.startsWith('`') ? found : found[0]! + found[0]!
  })

/** The source without its comments. */
export const withoutComments = (source: string): string =>
  source.replace(token, (found) => (isComment(found) ? ' ' : found))

export interface Import {
  readonly from: string
  readonly typeOnly: boolean
}

const importStatement = /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]/gmu
const dynamicImport = /\bimport\(\s*['"]([^'"]+)['"]/gu

/** What a source imports, statically, by re-export or dynamically. */
export const importsOf = (source: string): readonly Import[] => {
  const text = withoutComments(source)
  return [
    ...Array.from(text.matchAll(importStatement), (match) => ({
      from: match[2]!,
      typeOnly: Boolean(match[1]),
    })),
    ...Array.from(text.matchAll(dynamicImport), (match) => ({ from: match[1]!, typeOnly: false })),
  ]
}

const testCall =
  /\b(?:test|it|describe|suite|step)(?:\.\w+)?\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\[\s\S]|[^`\\])*)`)/gu

/** The names of the tests (and steps of journeys) of a test file. */
export const testNamesOf = (source: string): readonly string[] =>
  Array.from(withoutComments(source).matchAll(testCall), (match) => match[1] ?? match[2] ?? match[3] ?? '')
