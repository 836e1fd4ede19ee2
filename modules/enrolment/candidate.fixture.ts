import { partyEntries } from '#modules/party/register.ts'
import { type Actor, platformOrganisation } from '#platform/command/context.ts'
import { openWorld, type World } from '#platform/command/testing.ts'
import { candidate, publishedBatch, storedFile } from './enrolment.fixture.ts'
import { enrolmentEntries } from './register.ts'

/** An open batch, and candidates who have registered for it one after the other. */
export const candidateScene = async () => {
  const world: World = await openWorld({ entries: [...partyEntries, ...enrolmentEntries], at: '2026-12-02' })
  const organisationId = await world.organisation({ name: '澜川市示例评价中心' })
  const at = { organisationId, ...(await publishedBatch(world, organisationId)) }
  let sequence = 900
  return {
    world,
    at,
    someone: (name = '林示例', birthDate = '1990-01-01') => {
      sequence += 1
      return candidate(world, { name, birthDate, sequence })
    },
    office: (role = 'org-exam') => world.actor(role, organisationId),
    upload: async (actor: Actor, bytes: Uint8Array) => ({
      organisationId: platformOrganisation,
      fileId: await storedFile(world, {
        organisationId: platformOrganisation,
        personId: actor.personId!,
        name: '上传',
        mediaType: 'application/octet-stream',
        bytes,
      }),
    }),
    stateOf: (applicationId: string) =>
      world.database.connection.owner
        .selectFrom('application')
        .selectAll()
        .where('id', '=', applicationId)
        .executeTakeFirstOrThrow(),
  }
}

export type CandidateScene = Awaited<ReturnType<typeof candidateScene>>

export const codeOf = (outcome: { refused: boolean; code?: string }) =>
  outcome.refused ? outcome.code : 'accepted'
