// A whole server in a process of its own, for tests that kill it: `exam-server.ts DATA [prepare]`.
// With `prepare` an examination of 60 seats stands ready; what a test needs to drive it is printed as one line.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '#apps/server/config.ts'
import { type RunningServer, startServer, taskDeps } from '#apps/server/main.ts'
import { type Exam, examFixture } from '#apps/server/testing/exam.fixture.ts'
import { passcodeSheet, prepareSittings, sittingDetail, sittingList } from '#modules/delivery/contract.ts'
import type { Actor } from '#platform/command/context.ts'
import { silentLogger } from '#platform/log/log.ts'

const [data = '', mode = ''] = process.argv.slice(2)
const seats = 60
const minute = 60_000

const organisation = async ({ connection }: RunningServer): Promise<string> => {
  const id = randomUUID()
  await connection.owner
    .insertInto('organisation')
    .values({
      ...{ organisationId: id, id, version: 1, kind: 'evaluation', name: '澜川样例评价中心' },
      ...{ typeName: '社会培训评价组织', cityCode: '3799', cityName: '澜川市' },
      ...{
        contactPerson: '联系人甲',
        contactPhone: '0530-0000001',
        headName: '负责人甲',
        headPhone: '13800000001',
      },
    })
    .execute()
  return id
}

const actor = (exam: Exam, role: string, accountId: string): Actor => ({
  ...{ accountId, personId: null, name: role, roles: [role] },
  ...{ organisationId: exam.organisationId, cityCode: null, reach: [exam.organisationId] },
})

const prepare = async (server: RunningServer) => {
  const { connection, services } = server
  const ground = { database: { connection }, services, organisation: () => organisation(server) }
  const now = Date.now()
  const exam = await examFixture(ground, {
    ...{ people: seats, rooms: [[6, 10]], items: 40 },
    ...{ startsAt: new Date(now - minute), endsAt: new Date(now + 60 * minute) },
  })
  const { carryOut } = taskDeps(server)
  const ask = async <S extends { readonly name: string }>(
    ...[spec, input, as]: Parameters<typeof carryOut<S>>
  ) => {
    const outcome = await carryOut(spec, input, as)
    if (outcome.refused) throw new Error(outcome.sentence)
    return outcome.value
  }
  const office = { actor: actor(exam, 'org-exam', randomUUID()) }
  const chief = { actor: actor(exam, 'site-chief', exam.chiefAccountId) }
  await ask(prepareSittings, { batchId: exam.batchId, sessionIds: [exam.sessionId] }, office)
  const state = async () => (await ask(sittingList, { batchId: exam.batchId }, chief)).rows[0]!
  while ((await state()).state !== 'sealed-package-present') await pause(50)
  const { sittingId } = await state()
  const { duties } = await ask(passcodeSheet, { sittingId }, chief)
  const { signIns } = await ask(sittingDetail, { sittingId }, chief)
  return {
    sittingId,
    passcodes: Object.fromEntries(duties.map(({ id, passcode }) => [id, passcode])),
    keepers: exam.keepers.map(({ login, passphrase }) => ({ person: login, share: passphrase })),
    seats: signIns.map(({ seat, ticketNumber }) => ({ seat, ticketNumber })),
  }
}

const server = await startServer(readConfig({ JIANGHENG_DATA: data, PORT: '0' }, 'demo'), silentLogger)
process.once('SIGTERM', () => {
  server.stop().then(() => process.exit(0))
})
const prepared = mode === 'prepare' ? await prepare(server) : {}
console.log(`ready ${JSON.stringify({ address: server.address, ...prepared })}`)
