import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/command/context.ts'
import type { World } from '#platform/command/testing.ts'

/** A published batch of 电工 level 4 as the demo data's plan has it; days may be given otherwise. */
export const publishedBatch = async (
  world: World,
  organisationId: string,
  values: Record<string, unknown> = {},
): Promise<{ batchId: string; lineId: string }> => {
  const owner = world.database.connection.owner
  const batchId = randomUUID()
  const lineId = randomUUID()
  await owner
    .insertInto('batch')
    .values({
      organisationId,
      id: batchId,
      version: 1,
      pack: 'shandong-social',
      state: 'published',
      name: '20261226示例机构第1期社会化评价',
      year: 2026,
      sequence: 1,
      noticeId: randomUUID(),
      createdOn: '2026-11-20',
      enrolmentFrom: '2026-12-01',
      enrolmentTo: '2026-12-07',
      reviewUntil: '2026-12-10',
      paymentUntil: '2026-12-12',
      ticketFrom: '2026-12-23',
      examFrom: '2026-12-26',
      examTo: '2026-12-26',
      publicityFrom: '2026-12-30',
      publicityTo: '2027-01-08',
      issueOn: '2027-01-15',
      siteIds: [],
      capacity: 3000,
      publishedAt: new Date('2026-11-21T01:00:00Z'),
      ...values,
    } as never)
    .execute()
  await owner
    .insertInto('batchLine')
    .values({
      organisationId,
      id: lineId,
      version: 1,
      batchId,
      occupationCode: '6-31-01-03',
      occupationName: '电工',
      trade: '',
      level: 4,
      standard: '电工国家职业技能标准',
      subjects: ['theory', 'practical'],
      targetGroup: '社会人员',
      feeCents: 30000,
    })
    .execute()
  return { batchId, lineId }
}

/** A file as the upload route leaves it. */
export const storedFile = async (
  world: World,
  file: {
    readonly organisationId: string
    readonly personId?: string
    readonly name: string
    readonly mediaType: string
    readonly bytes: Uint8Array
  },
): Promise<string> => {
  const { hash, size } = await world.services.blobs.put(file.bytes, { mediaType: file.mediaType })
  const id = randomUUID()
  await world.database.connection.owner
    .insertInto('storedFile')
    .values({
      organisationId: file.organisationId,
      id,
      personId: file.personId ?? null,
      audience: [],
      hash,
      name: file.name,
      mediaType: file.mediaType,
      size,
      createdAt: world.services.clock.now(),
    })
    .execute()
  return id
}

/** The one who carries out the steps of a job in an organisation. */
export const jobActor = (world: World, organisationId: string): Actor => world.actor('system', organisationId)
