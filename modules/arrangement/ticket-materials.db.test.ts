import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { demoPractical, practicalInForce } from '#modules/itembank/practical/practical.fixture.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { readFile } from '#platform/files/files.ts'
import { arrangedIn } from './arranged.fixture.ts'
import * as contract from './contract.ts'
import { arrangementEntries } from './register.ts'

let world: World
before(async () => {
  world = await openWorld({ entries: arrangementEntries, at: '2026-12-20' })
})
after(() => world.close())

const { seatedBatch } = arrangedIn(() => world)

const brought = [...new Set(demoPractical.modules.flatMap(({ preparation }) => preparation.candidateBrings))]

/** A batch confirmed once its practical paper is in force, and one of its candidates. */
const withPaper = async () => {
  const { fixture, actor, overview } = await seatedBatch(2)
  await practicalInForce(world, fixture.organisationId)
  await world.done(
    contract.confirmArrangement,
    { batchId: fixture.batchId, version: overview.version },
    actor,
  )
  const candidate = world.actor('candidate', fixture.organisationId, {
    ...{ personId: fixture.personIds[0]!, organisationId: null, reach: [] },
  })
  return { fixture, candidate }
}

test('HN-1.8.4-12 the list of material is on the candidate’s page before the examination, ahead of the ticket', async () => {
  const { candidate } = await withPaper()
  assert.ok(brought.length > 3)
  const [ticket] = (await world.done(contract.myTickets, {}, candidate)).tickets
  // The ticket itself does not open before 23 December.
  assert.equal(ticket!.sittings.length, 0)
  assert.deepEqual(ticket!.materials, brought)
})

/** The text of a PDF, page by page; null without poppler on the machine. */
const pagesOf = (bytes: Uint8Array): readonly string[] | null => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ticket-'))
  try {
    const file = path.join(folder, 'ticket.pdf')
    writeFileSync(file, bytes)
    const { status, stdout } = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
    return status === 0 ? stdout.split('\f').filter((page) => page.trim() !== '') : null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('HN-1.8.3.8-04 the material list is on the ticket’s second page', async (t) => {
  const { fixture, candidate } = await withPaper()
  world.at('2026-12-24')
  const { organisationId } = fixture
  const [ticket] = (await world.done(contract.myTickets, {}, candidate)).tickets
  const own = { organisationId, ticketId: ticket!.ticketId }
  const { fileId } = await world.done(contract.downloadTicket, own, candidate)
  const bytes = await world.database.connection.owner.transaction().execute(async (tx) => {
    const context = { tx, services: world.services, actor: candidate } as never
    return (await readFile(context, organisationId, fileId)).bytes
  })
  const pages = pagesOf(bytes)
  if (pages === null) return t.skip('no poppler on this machine')
  assert.equal(pages.length, 2)
  const flat = (text: string) => text.replaceAll(/\s/gu, '')
  assert.match(flat(pages[1]!), /考生自备物料清单/)
  for (const material of brought) assert.ok(flat(pages[1]!).includes(flat(material)), material)
  assert.doesNotMatch(flat(pages[0]!), /自备物料清单/)
})
