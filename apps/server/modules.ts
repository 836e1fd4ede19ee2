import { arrangementEntries } from '#modules/arrangement/register.ts'
import { seatedCandidates } from '#modules/arrangement/seat-directory.ts'
import { sessionDirectory } from '#modules/arrangement/session-directory.ts'
import { arrangementTasks } from '#modules/arrangement/tasks.ts'
import { certificateEntries } from '#modules/certificate/register.ts'
import { certificateTasks } from '#modules/certificate/tasks.ts'
import type { RoomPort } from '#modules/delivery/core/room.port.ts'
import { deliveryEntries } from '#modules/delivery/register.ts'
import { deliveryTasks } from '#modules/delivery/tasks.ts'
import { enrolmentEntries } from '#modules/enrolment/register.ts'
import { enrolmentTasks } from '#modules/enrolment/tasks.ts'
import { filingEntries } from '#modules/filing/register.ts'
import { financeEntries } from '#modules/finance/register.ts'
import { itembankEntries } from '#modules/itembank/register.ts'
import { itembankTasks } from '#modules/itembank/tasks.ts'
import { partyEntries } from '#modules/party/register.ts'
import { planEntries } from '#modules/plan/register.ts'
import { policyEntries } from '#modules/policy/register.ts'
import { confirmedScores } from '#modules/scoring/facts.ts'
import { scoringEntries } from '#modules/scoring/register.ts'
import { siteEntries } from '#modules/site/register.ts'
import { supervisionEntries } from '#modules/supervision/register.ts'
import type { Entry } from '#platform/contract/registry.ts'
import type { Task } from '#platform/jobs/runner.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import { platformEntries } from './platform-entries.ts'

/** Every command and query of the product, module by module in the order of the chain. */
export const entriesWith = (room: RoomPort): readonly Entry[] => [
  ...platformEntries,
  ...policyEntries,
  ...partyEntries,
  ...filingEntries,
  ...siteEntries,
  ...itembankEntries(sessionDirectory, seatedCandidates),
  ...planEntries,
  ...enrolmentEntries,
  ...financeEntries,
  ...arrangementEntries,
  ...deliveryEntries(room, confirmedScores),
  ...scoringEntries,
  ...certificateEntries,
  ...supervisionEntries,
]

/** Every kind of background work. */
export const tasks = (deps: TaskDeps, room: RoomPort): { readonly [kind: string]: Task } => ({
  ...itembankTasks(deps),
  ...enrolmentTasks(deps),
  ...arrangementTasks(deps),
  ...deliveryTasks(deps, room),
  ...certificateTasks(deps),
})
