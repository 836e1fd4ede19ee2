// Finds the Node 24 that the lockfile pins, so an older Node may bootstrap the project.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const pinned = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')

export const node24 = () => {
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    `没有找到 Node 24：本平台（${process.platform}-${process.arch}）请自行安装 Node 24 后重试。`,
  )
}

/**
 * Installs what the lockfile names when node_modules is missing or was installed from another one. `npm ci` would
 * refuse a lockfile made where packages of other platforms could not be seen; this keeps to the same versions and
 * leaves the lockfile as it is.
 */
export const ensureInstalled = () => {
  const stamp = path.join(root, 'node_modules', '.installed-from')
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('正在安装依赖（首次约需一分钟）……')
  const result = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (result.status !== 0) process.exit(result.status ?? 1)
  writeFileSync(stamp, lock)
}

/** Runs a script under Node 24, hands on its signals and exits with its code. */
export const runUnderNode24 = (script, args, env = {}) => {
  const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, PATH: `${path.dirname(node24())}${path.delimiter}${process.env.PATH}` },
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
