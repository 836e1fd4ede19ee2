import type Type from 'typebox'
import type { incidentFollowUp } from './act.schema.ts'
import type { IncidentAct } from './core/incident-act.ts'

export type FollowUp = Type.Static<typeof incidentFollowUp>

const afterwards = ['step', 'sign', 'report', 'answer', 'acknowledge', 'move-evidence', 'close']

/** Whether this may still be done about an incident once its sitting has been taken in. */
export const isFollowUp = (act: IncidentAct): act is IncidentAct & FollowUp => afterwards.includes(act.act)
