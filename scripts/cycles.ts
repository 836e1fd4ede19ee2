import path from 'node:path'
import { importsOf, type SourceFile } from './source.ts'

const resolve = (from: string, target: string): string | undefined => {
  if (target.startsWith('#')) return target.slice(1)
  if (target.startsWith('.')) return path.posix.join(path.posix.dirname(from), target)
  return undefined
}

/** Import cycles between the files, each once, as `a → b → a`. Type-only imports vanish at run time and do not count. */
export const importCycles = (files: readonly SourceFile[]): readonly string[] => {
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf(file.text)
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ from }) => resolve(file.path, from))
        .filter((target): target is string => target !== undefined),
    ]),
  )
  const finished = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file)
    if (at >= 0) {
      cycles.push([...trail.slice(at), file].join(' → '))
      return
    }
    if (finished.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file])
    finished.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return cycles
}
