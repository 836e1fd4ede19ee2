// Builds the pages when their sources changed, and compresses them once so that the server never does.
import { createHash } from 'node:crypto'
import { existsSync, globSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = path.resolve(import.meta.dirname, '..')
export const web = path.join(root, 'dist/web')
const stampFile = path.join(web, '.stamp')

const sources = [
  'apps/{portals,exam-room}/**/*.{ts,tsx,css,html,svg,png}',
  'apps/pages.ts',
  '{platform,modules}/**/*.ts',
  'vite.config.ts',
  'package-lock.json',
]

const isTest = (file: string) => /\.test\.tsx?$/.test(file)

/** One digest over the names and contents of everything a page may be built from. */
export const sourceStamp = async (): Promise<string> => {
  const files = globSync(sources, { cwd: root })
    .filter((file) => !isTest(file))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\0`).update(await readFile(path.join(root, file)))
  return hash.digest('hex')
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const smallest = 1024

const compress = async (file: string) => {
  if ((await stat(file)).size < smallest) return
  const content = await readFile(file)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  await writeFile(`${file}.br`, await brotli(content, { params }))
  await writeFile(`${file}.gz`, await zip(content, { level: 9 }))
}

/** Writes `.br` and `.gz` beside every text of the build. */
export const compressAll = async (folder: string): Promise<void> => {
  const files = globSync('**/*.{js,css,html,svg,wasm,json}', { cwd: folder })
  await Promise.all(files.map((file) => compress(path.join(folder, file))))
}

/** Builds into `dist/web` unless it already stands for these sources; true when it built. */
export const buildWeb = async (): Promise<boolean> => {
  const stamp = await sourceStamp()
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return false
  const { build } = await import('vite')
  await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' })
  await compressAll(web)
  await writeFile(stampFile, stamp)
  return true
}

if (import.meta.main) console.log((await buildWeb()) ? '页面已重新构建。' : '页面没有变化，无需构建。')
