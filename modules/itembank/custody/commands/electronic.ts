import type { CommandContext } from '#platform/command/context.ts'
import type { SessionDirectory, TheorySession } from '../../paper/sessions.port.ts'
import type { PaperRow } from '../../paper/store/paper.store.ts'
import { addEvent, insertPackage, type PackageRow, packagesOf } from '../store/package.store.ts'

interface Making {
  readonly paper: PaperRow
  readonly place: string
  readonly opensAt: Date
}

const sessionOf = async (context: CommandContext, directory: SessionDirectory, paper: PaperRow) => {
  const sessions = await directory.sessions(context.tx, paper.organisationId)
  return sessions.find(({ sessionId }) => sessionId === paper.sessionId)
}

const rowOf = (context: CommandContext, { paper, opensAt }: Making, session: TheorySession) => ({
  organisationId: paper.organisationId,
  kind: 'electronic' as const,
  paperId: paper.id,
  batchId: session.batchId,
  sessionId: session.sessionId,
  roomId: null,
  label: `${session.batchName}第${session.number}场 电子试卷包`,
  occupationName: session.occupationName,
  level: paper.level,
  startsAt: session.startsAt,
  endsAt: session.endsAt,
  opensAt,
  ...{ candidates: 0, spares: 0, quantity: 1, state: 'sealed' as const },
  holderName: context.actor.name,
  holderAccountId: context.actor.accountId,
})

/** The chain of the electronic package begins with its sealing; a package sealed earlier gets its chain when it is next handled. */
export const electronicPackage = async (
  context: CommandContext,
  directory: SessionDirectory,
  making: Making,
): Promise<PackageRow> => {
  const { paper, place } = making
  const known = await packagesOf(context.tx, paper.organisationId, paper.id)
  const electronic = known.find(({ kind }) => kind === 'electronic')
  if (electronic) return electronic
  const session = await sessionOf(context, directory, paper)
  const where = { organisationId: paper.organisationId, sessionId: paper.sessionId ?? '' }
  const scene = session && (await directory.scene(context.tx, where))
  if (!session || !scene) throw new Error(`paper ${paper.id} is bound to a session that is gone`)
  const { pack, packDay } = scene
  const row = await insertPackage(context.tx, { ...rowOf(context, making, session), pack, packDay })
  const by = { name: context.actor.name, accountId: context.actor.accountId }
  const link = {
    ...{ state: 'done' as const, at: context.now, place, quantity: 1, sealIntact: true, by, to: null },
    ...{ witnessName: null, signedAt: context.now, receivedQuantity: null, details: {}, note: '' },
  }
  const clauses = ['SDS-4.2-06', 'HN-2.5-14']
  await addEvent(context, row, { ...link, step: 'make', clauses })
  await addEvent(context, row, { ...link, step: 'seal', clauses })
  const key = { organisationId: row.organisationId, id: row.id }
  context.record({ type: 'package-made', table: 'paperPackage', row: key, clauses })
  return row
}
