import { randomUUID } from 'node:crypto'
import type { PackId } from '#modules/policy/core/pack.ts'
import { day, dayOf } from '#platform/clock/day.ts'
import { readFile } from '#platform/files/files.ts'
import { withReach } from '#platform/jobs/runner.ts'
import type { Bench } from '../itembank.fixture.ts'
import type { NamedSource } from './core/bank.rule.ts'

/** Files an organisation under a pack, as the owner of the tables. */
export const fileUnder = async ({ world, organisationId }: Bench, pack: PackId): Promise<void> => {
  await world.database.connection.owner
    .insertInto('filing')
    .values({
      ...{ organisationId, id: randomUUID(), version: 1, pack, state: 'filed' },
      ...{ code: 'S000037000001', documentNumber: '澜人社备〔2026〕1号', filedOn: day('2023-03-01') },
      ...{ decisionDocument: '澜人社备〔2023〕3号', decidedOn: day('2023-03-01') },
    })
    .execute()
}

export const changePack = async ({ world, organisationId }: Bench, pack: PackId): Promise<void> => {
  await world.database.connection.owner
    .updateTable('filing')
    .set({ pack })
    .where('organisationId', '=', organisationId)
    .execute()
}

export const basis = {
  trade: '',
  standardKind: 'national-standard',
  standardTitle: '国家职业技能标准 电工',
  standardVersion: '2018年版',
} as const

export const sources: NamedSource[] = [
  { kind: 'development-guide', title: '国家题库开发指南', version: '2020年版' },
  { kind: 'occupational-standard', title: '国家职业技能标准 电工', version: '2018年版' },
  { kind: 'certification-specification', title: '职业技能等级认定工作规程', version: '2020年试行' },
  { kind: 'ministry-requirements', title: '人社厅发〔2020〕47号', version: '2020年' },
]

/** A stored file's bytes as base64, read by the item bank's own people. */
export const fileAsBase64 = ({ world, organisationId, author }: Bench, fileId: string): Promise<string> =>
  withReach(world.database.connection, organisationId, async (tx) => {
    const now = world.services.clock.now()
    const context = { tx, actor: author, now, today: dayOf(now), services: world.services }
    const { bytes } = await readFile(context, organisationId, fileId)
    return Buffer.from(bytes).toString('base64')
  })
