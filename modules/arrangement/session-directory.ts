import type { TheorySession, TheorySessions } from '#modules/itembank/facts.ts'

/** Theory sessions with batch and occupation. The item bank stands before this module, so the composition hands it over. */
export const theorySessions: TheorySessions = (tx, organisationId) =>
  tx
    .selectFrom('examSession as session')
    .innerJoin('batch', (join) =>
      join
        .onRef('batch.organisationId', '=', 'session.organisationId')
        .onRef('batch.id', '=', 'session.batchId'),
    )
    .innerJoin('batchLine as line', (join) =>
      join
        .onRef('line.organisationId', '=', 'session.organisationId')
        .onRef('line.id', '=', 'session.lineId'),
    )
    .select([
      'session.batchId',
      'batch.name as batchName',
      'session.id as sessionId',
      'session.number',
      'session.startsAt',
      'session.endsAt',
      'line.occupationCode',
      'line.occupationName',
      'line.level',
      'batch.pack',
      'batch.createdOn as ruledOn',
    ])
    .where('session.organisationId', '=', organisationId)
    .where('session.subject', '=', 'theory')
    .orderBy('session.startsAt')
    .orderBy('session.number')
    .$castTo<TheorySession>()
    .execute()
