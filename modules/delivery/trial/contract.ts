import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })

/** HN-1.8.4-17: the candidates of prepared sessions try the machines on a day before, with sample items. */
export const prepareTrial = command({
  name: 'delivery.prepareTrial',
  title: '安排上机试考',
  input: Type.Object({
    batchId: Uuid,
    sessionId: Uuid,
    startsAt: Type.String({ format: 'date-time' }),
    minutes: Type.Integer({ minimum: 10, maximum: 120 }),
  }),
  reply: Type.Object({
    rooms: Type.Integer(),
    /** The job that hands the trial to its rooms; null when it had been arranged before. */
    jobId: Type.Union([Uuid, Type.Null()]),
  }),
  refusals: ['ROOMS_NOT_PREPARED', 'TRIAL_NOT_BEFORE', 'TRIAL_OTHERWISE'],
  roles: ['org-exam'],
})

export const trialList = query({
  name: 'delivery.trials',
  title: '上机试考',
  input: Type.Object({ batchId: Uuid }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        trialId: Uuid,
        sessionId: Uuid,
        roomName: Type.String(),
        startsAt: Type.String(),
        endsAt: Type.String(),
        /** False until the room has it. */
        isInRoom: Type.Boolean(),
        /** Who took part; nothing else of a trial is kept at the centre. */
        tried: Type.Integer(),
        expected: Type.Integer(),
      }),
    ),
  }),
  roles: ['org-exam', 'org-head', 'site-chief', 'supervisor', 'invigilator'],
})
