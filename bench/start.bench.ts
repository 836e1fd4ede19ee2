import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildWeb } from '../scripts/build-web.ts'
import type { Figure } from './figure.ts'

const cli = fileURLToPath(new URL('../apps/server/cli.ts', import.meta.url))
const mostOfSecond = 5

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const isReady = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    return false
  }
}

/** Seconds from the command to the first answer of /readyz and to the demo accounts being printed; then stopped in order. */
const startOnce = async (folder: string) => {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), JIANGHENG_DATA: folder }
  const began = performance.now()
  const child = spawn(process.execPath, [cli, 'demo'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const since = () => (performance.now() - began) / 1000
  const usable = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => text.includes('Ctrl-C') && resolve(since()))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  while (!(await isReady(port))) await pause(20)
  const ready = since()
  const figures = { ready, usable: await usable }
  child.removeAllListeners('exit')
  child.kill('SIGTERM')
  await once(child, 'exit')
  return figures
}

/** What any start costs: the same Node running nothing. */
const bareStart = async (): Promise<number> => {
  const began = performance.now()
  await once(spawn(process.execPath, ['-e', '0']), 'exit')
  return (performance.now() - began) / 1000
}

/** Cold: an empty data folder, so the database is made, migrated and filled. Second: the same folder again. The portals are built before. */
export const run = async (): Promise<readonly Figure[]> => {
  await buildWeb()
  const folder = mkdtempSync(path.join(tmpdir(), 'jiangheng-start-'))
  try {
    const cold = await startOnce(folder)
    const second = await startOnce(folder)
    const floor = await bareStart()
    const figure = (name: string, value: number, most: number | null): Figure => ({
      ...{ name: `start: ${name}`, value, unit: 's', floor, ratio: value / floor },
      target: most === null ? 'reported' : `≤ ${most} s`,
      ok: most === null || value <= most,
    })
    return [
      figure('cold, to readyz', cold.ready, null),
      figure('cold, to the demo accounts', cold.usable, null),
      figure('second, to readyz', second.ready, mostOfSecond),
      figure('second, to the demo accounts', second.usable, mostOfSecond),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
