import { isTest, type SourceFile } from './source.ts'

/** ARCHITECTURE §7: no file over 400 lines, 95 of 100 files within 250. Generated files stand apart. */
const longest = 400
const usual = 250
const generated = ['db/schema/tables.ts']

const linesOf = ({ text }: SourceFile) => text.split('\n').length

export const sizeFindings = (files: readonly SourceFile[]): readonly string[] => {
  const written = files.filter(({ path }) => !generated.includes(path))
  const tooLong = written.filter((file) => linesOf(file) > longest)
  const sizes = written
    .filter(({ path }) => !isTest(path))
    .map(linesOf)
    .sort((a, b) => a - b)
  const p95 = sizes[Math.floor(sizes.length * 0.95)] ?? 0
  return [
    ...tooLong.map((file) => `${file.path} has ${linesOf(file)} lines, more than ${longest}`),
    ...(p95 > usual ? [`95 of 100 files reach ${p95} lines, more than ${usual}`] : []),
  ]
}
