import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin, Rolldown } from 'vite'

const folder = import.meta.dirname
const seatFolder = 'apps/exam-room/seat'

type Bundle = Rolldown.OutputBundle

/** Every file that the chunk and what it imports put on the page. */
const filesOf = (bundle: Bundle, name: string, found = new Set<string>()): Set<string> => {
  const chunk = bundle[name]
  if (found.has(name) || chunk?.type !== 'chunk') return found
  found.add(name)
  const { importedCss, importedAssets } = (
    chunk as { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }
  ).viteMetadata ?? { importedCss: new Set<string>(), importedAssets: new Set<string>() }
  for (const file of [...importedCss, ...importedAssets]) found.add(file)
  for (const file of [...chunk.imports, ...chunk.dynamicImports]) filesOf(bundle, file, found)
  return found
}

/** The worker with the files of this build and a version that changes with any of them. */
const workerFor = (files: readonly string[]): string => {
  const source = readFileSync(path.join(folder, 'worker.mjs'), 'utf8')
  const version = createHash('sha256').update(source).update(files.join()).digest('hex').slice(0, 16)
  return source.replace("['__FILES__']", JSON.stringify(files)).replace('__VERSION__', version)
}

/** Puts beside the seat's page what makes it work without network: worker, manifest and icon. */
export const seatFiles = (): Plugin => ({
  name: 'seat-files',
  apply: 'build',
  // After chunks that hold nothing but styles are gone: the worker keeps all its files or none.
  enforce: 'post',
  generateBundle(_options, bundle) {
    const entry = Object.values(bundle).find(
      (part) => part.type === 'chunk' && part.facadeModuleId?.endsWith(`/${seatFolder}/index.html`),
    )
    if (!entry) return
    const files = [...filesOf(bundle, entry.fileName)].sort().map((file) => `/${file}`)
    const missing = files.filter((file) => !(file.slice(1) in bundle))
    if (missing.length > 0) this.error(`the seat's worker names what is not built: ${missing.join(', ')}`)
    const emit = (name: string, source: string): void => {
      this.emitFile({ type: 'asset', fileName: `${seatFolder}/${name}`, source })
    }
    emit('worker.js', workerFor([...files, '/room/seat/icon.svg', '/room/seat/manifest.webmanifest']))
    emit('icon.svg', readFileSync(path.join(folder, 'icon.svg'), 'utf8'))
    emit('manifest.webmanifest', readFileSync(path.join(folder, 'manifest.json'), 'utf8'))
  },
})
