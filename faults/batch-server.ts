// A whole server in a process of its own, for tests that kill it: `batch-server.ts DATA [published | arranged [PEOPLE]]`.
// With a stage, one batch of the demo province stands there, walked by its people; the demo's accounts are printed as one line.
import { readFileSync } from 'node:fs'
import { readConfig } from '#apps/server/config.ts'
import { saveOffset } from '#apps/server/demo-clock.ts'
import { startServer } from '#apps/server/main.ts'
import { seedDemo } from '#apps/server/seed/seed.ts'
import * as arrangement from '#modules/arrangement/contract.ts'
import type { SettableClock } from '#platform/clock/clock.ts'
import { silentLogger } from '#platform/log/log.ts'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import {
  confirmSite,
  demoFile,
  enrolRoster,
  grantScope,
  publishPlan,
  reviewAll,
  startWalk,
  type Walk,
} from '../e2e/walk.ts'

const [data = '', stage = '', people = '300'] = process.argv.slice(2)

/** The demo's roster with its first rows only. */
const shortRoster = async (count: number) => {
  const book = await openWorkbook(readFileSync(demoFile('roster-electrician-4.xlsx')))
  if (book.refused) throw new Error(book.sentence)
  const rows: string[][] = []
  for await (const { cells } of book.value.rows(0)) {
    if (rows.push(cells.map(shownText)) > count) break
  }
  book.value.close()
  const [header, ...candidates] = rows
  const sheet = { name: '名单', columns: header!.map((title) => ({ title })), rows: candidates }
  return { name: '名单.xlsx', bytes: await writeWorkbook({ sheets: [sheet] }) }
}

const times = { morningFrom: '08:30', morningTo: '12:00', afternoonFrom: '13:30', afternoonTo: '18:00' }
const lengths = {
  theoryMinutes: 90,
  practicalMinutes: 120,
  reviewMinutes: 30,
  gapMinutes: 30,
  restMinutes: 30,
}

/** Sessions, seats and the confirmation after which tickets exist. */
const arrange = async (walk: Walk) => {
  const batchId = walk.found.batchId!
  const exam = await walk.as('exam')
  const { sessions } = await exam.done(arrangement.proposeSessions, { batchId, ...times, ...lengths })
  await exam.done(arrangement.saveSessions, {
    ...{ batchId, version: 0, restMinutes: lengths.restMinutes },
    sessions: sessions.map(({ lineId, subject, startsAt, endsAt }) => ({
      ...{ lineId, subject, startsAt, endsAt },
    })),
  })
  const version = async () => (await exam.done(arrangement.overview, { batchId })).version
  await exam.done(arrangement.seatCandidates, { batchId, version: await version() })
  await exam.done(arrangement.confirmArrangement, { batchId, version: await version() })
}

const server = await startServer(readConfig({ JIANGHENG_DATA: data, PORT: '0' }, 'demo'), silentLogger)
process.once('SIGTERM', () => {
  server.stop().then(() => process.exit(0))
})
const accounts = await seedDemo(server, readConfig({ JIANGHENG_DATA: data }, 'demo'))
const walk = await startWalk(server, accounts)
if (stage !== '') {
  await grantScope(walk)
  await confirmSite(walk)
  await publishPlan(walk)
  walk.at('2026-12-02')
  if (stage === 'arranged') {
    await enrolRoster(walk, await shortRoster(Number(people)))
    await reviewAll(walk)
    await arrange(walk)
  }
  await saveOffset(server.connection, (server.services.clock as SettableClock).offset())
}
console.log(`ready ${JSON.stringify({ address: server.address, accounts, batchId: walk.found.batchId })}`)
