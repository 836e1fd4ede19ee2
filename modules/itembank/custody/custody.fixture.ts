import type { Actor } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { Entry } from '#platform/contract/registry.ts'
import {
  assembleSome,
  type Bench,
  makeReady,
  openBench,
  places,
  signAll,
  stock,
} from '../itembank.fixture.ts'
import { paperDetail } from '../paper/contract.ts'
import { makePackages, packageDetail, paperCustody, recordStep } from './contract.ts'
import { inspectSecureRoom, registerSecureRoom } from './room.contract.ts'

export const roomId = '11111111-1111-4111-8111-111111111111'

export interface CustodyBench {
  readonly bench: Bench
  readonly secrecy: Actor
  readonly chief: Actor
  readonly invigilator: Actor
  readonly supervisor: Actor
  readonly paperId: string
}

const openAccount = async ({ world, organisationId }: Bench, actor: Actor, login: string) => {
  await world.database.connection.owner
    .insertInto('account')
    .values({
      ...{ organisationId, id: actor.accountId!, version: 1, login, displayName: actor.name },
      ...{ roles: [...actor.roles], passwordHash: 'x', state: 'active', createdAt: new Date() },
    })
    .execute()
}

/** A Henan session of one room with 30 candidates, its paper reviewed and kept by two, everybody with an account. */
export const openCustody = async (later: readonly Entry[] = []): Promise<CustodyBench> => {
  places.pack = 'henan-social'
  places.rooms = [{ roomId, roomName: '101考场', siteName: '第一考点', candidates: 30 }]
  const bench = await openBench(later)
  const { world, organisationId, keepers } = bench
  const [secrecy, chief] = keepers
  const invigilator = world.actor('invigilator', organisationId, { name: '监考员甲' })
  const supervisor = world.actor('supervisor', organisationId, { name: '督导员甲' })
  await stock(bench)
  await signAll(bench, [invigilator, supervisor])
  for (const [at, actor] of [secrecy, chief, invigilator, supervisor].entries())
    await openAccount(bench, actor, `custody-${organisationId}-${at}`)
  const [paperId] = await assembleSome(bench, 1)
  await makeReady(bench, paperId!, bench.sessions[0]!.sessionId)
  return { bench, secrecy, chief, invigilator, supervisor, paperId: paperId! }
}

/** The package of the one room, made now. */
export const makeOne = async ({ bench, secrecy, paperId }: CustodyBench): Promise<string> => {
  const { version } = await bench.world.done(paperDetail, { paperId }, secrecy)
  await bench.world.done(makePackages, { paperId, version, place: '印刷室' }, secrecy)
  const { packages } = await bench.world.done(paperCustody, { paperId }, secrecy)
  return packages.find(({ kind }) => kind === 'printed')!.packageId
}

export const shown = async ({ bench }: CustodyBench, packageId: string, by: Actor) =>
  bench.world.done(packageDetail, { packageId }, by)

type StepInput = Omit<
  InputOf<typeof recordStep>,
  'packageId' | 'version' | 'place' | 'sealIntact' | 'note'
> & {
  readonly sealIntact?: boolean
  readonly note?: string
}

/** Records a step of a package as it stands. */
export const take = async (
  custody: CustodyBench,
  { packageId, by }: { readonly packageId: string; readonly by: Actor },
  step: StepInput,
) => {
  const { version } = await shown(custody, packageId, by)
  const input = { packageId, version, place: '考务办公室', sealIntact: true, note: '', ...step }
  return custody.bench.world.run(recordStep, input, by)
}

/** A secure room with an inspection that holds. */
export const secureRoom = async ({ bench, secrecy, supervisor }: CustodyBench): Promise<string> => {
  const { world } = bench
  const input = { name: '第一保密室', place: '办公楼三层', minPersons: 2 }
  const { secureRoomId } = await world.done(registerSecureRoom, input, secrecy)
  const inspection = {
    secureRoomId,
    inspectedOn: '2026-11-20',
    validUntil: '2027-05-20',
    inspector: '督导员甲',
  }
  const found = { measures: ['保险柜', '视频监控'], passed: true, note: '' }
  await world.done(inspectSecureRoom, { ...inspection, ...found }, supervisor)
  return secureRoomId
}
