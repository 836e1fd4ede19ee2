import type { KnowledgeTree } from '../../knowledge/core/tree.ts'

const plainName = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s“”"'·、，,。；;（）()]/g, '')
    .toUpperCase()

/** Finds the point that a file's words name: by its code, or by its name where one point alone has it. */
export const pointFinder = (tree: KnowledgeTree | undefined) => {
  const codes = new Set(tree?.points.map(({ code }) => code))
  const byName = new Map<string, string | null>()
  for (const { code, name } of tree?.points ?? [])
    byName.set(plainName(name), byName.has(plainName(name)) ? null : code)
  const one = (word: string): string | null => {
    const code = word.trim().toUpperCase()
    return codes.has(code) ? code : (byName.get(plainName(word)) ?? null)
  }
  /** The most exact word stands last in a path. */
  return (path: readonly string[]): string | null =>
    path.reduceRight<string | null>((found, word) => found ?? one(word), null)
}

/** One text for a path, to tell equal ones. */
export const pathText = (path: readonly string[]): string => path.map((word) => word.trim()).join(' / ')
