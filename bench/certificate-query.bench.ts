import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import autocannon from 'autocannon'
import { sql } from 'kysely'
import { documentPurpose, namePurpose } from '#modules/certificate/sources.ts'
import type { Connection } from '#platform/db/connect.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { type Keyring, openKeyring } from '#platform/pii/keyring.ts'
import type { Figure } from './figure.ts'

const certificates = 20_000
const connections = 50
const rounds = 4
const secondsARound = 1.5
const leastRatio = 0.4

const nameOf = (n: number) => `试${String.fromCodePoint(0x4e00 + (n % 5000))}`
const documentOf = (n: number) => `3701022000${String(n).padStart(8, '0')}`

const fill = async (connection: Connection, keyring: Keyring) => {
  const organisationId = randomUUID()
  const batchId = randomUUID()
  const insert = async (from: number, count: number) => {
    const rows = Array.from({ length: count }, (_, at) => {
      const n = from + at
      return {
        organisationId,
        id: randomUUID(),
        version: 1,
        batchId,
        applicationId: randomUUID(),
        personId: randomUUID(),
        state: 'issued',
        number: `S000037000012264${String(n + 1).padStart(6, '0')}`,
        name: nameOf(n),
        nameKey: nameOf(n),
        documentType: '居民身份证',
        documentMasked: '370102********0000',
        nameIndex: Buffer.from(keyring.blindIndex(nameOf(n), namePurpose)),
        documentIndex: Buffer.from(keyring.blindIndex(documentOf(n), documentPurpose)),
        occupationName: '电工',
        occupationCode: '6-31-01-03',
        level: 4,
        issuerName: '澜川市试验职业培训学校',
        issuedOn: '2026-11-06',
      }
    })
    await connection.owner.transaction().execute(async (tx) => {
      await sql`SET LOCAL session_replication_role = 'replica'`.execute(tx)
      await tx.insertInto('certificate').values(rows).execute()
    })
  }
  for (let from = 0; from < certificates; from += 1000) await insert(from, 1000)
  await connection.ownerPool.query('ANALYZE certificate')
}

const start = async (...args: string[]) => {
  const script = path.join(import.meta.dirname, 'certificate-query.server.ts')
  const child = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()))
    child.once('exit', (code) => reject(new Error(`the benchmark's server ended with ${code}`)))
  })
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.removeAllListeners('exit')
      child.stdin.end()
      await text(child.stdout)
    },
  }
}

/** Requests a second, each connection asking for its share of the paths; throws when an answer is not as expected. */
const drive = async (address: string, paths: readonly string[]) => {
  const share = Math.max(1, Math.floor(paths.length / connections))
  let opened = 0
  const options = {
    url: address,
    connections,
    setupClient: (client: autocannon.Client) => {
      const from = (opened % connections) * share
      opened += 1
      const own = paths.length === 1 ? paths : paths.slice(from, from + share)
      client.setRequests(own.map((each) => ({ path: each })))
    },
  }
  const { requests, non2xx, errors, duration } = await autocannon({ ...options, duration: secondsARound })
  if (non2xx + errors > 0) throw new Error(`${non2xx} refusals and ${errors} errors under load`)
  return requests.total / duration
}

const pathOf = (n: number) =>
  `/api/certificate/publicQuery?${new URLSearchParams({ name: nameOf(n), documentNumber: documentOf(n) })}`

const figure = (name: string, value: number, floor: number): Figure => {
  const ratio = value / floor
  const target = `≥ ${leastRatio} of the floor`
  return { name, value, unit: 'requests/s', floor, ratio, target, ok: ratio >= leastRatio }
}

/**
 * Throughput of the public query against a bare node:http server that returns the same bytes, driven alike in one run:
 * for one certificate that everybody asks for, and for 20,000 different ones in turn.
 */
export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'certificate-query-'))
  const database = await openTestDatabase()
  try {
    const keyFile = path.join(folder, 'keys.json')
    await fill(database.connection, openKeyring(keyFile))
    const query = await start('query', database.url, keyFile)
    const one = await fetch(query.address + pathOf(1))
    const floor = await start('floor', Buffer.from(await one.arrayBuffer()).toString('base64'))
    const different = Array.from({ length: certificates }, (_, n) => pathOf((n * 7919) % certificates))
    const sums = { floor: 0, same: 0, different: 0 }
    // In turns, so that whatever else the machine does falls on all three alike; the first round only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      const measured = {
        floor: await drive(floor.address, [pathOf(1)]),
        same: await drive(query.address, [pathOf(1)]),
        different: await drive(query.address, different),
      }
      if (round === 0) continue
      sums.floor += measured.floor / rounds
      sums.same += measured.same / rounds
      sums.different += measured.different / rounds
    }
    await floor.stop()
    await query.stop()
    return [
      figure('certificate-query: one certificate', sums.same, sums.floor),
      figure('certificate-query: 20,000 different certificates', sums.different, sums.floor),
    ]
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
