import { statedValue } from '#modules/policy/core/parameter.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { StaleRow } from '#platform/command/pipeline.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { bytesOfFile } from '#platform/files/files.ts'
import { replaceBundle } from '../../commands/replace-bundle.ts'
import type { ConfirmedScores } from '../../core/scores.port.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import { lockSitting, type SittingRow } from '../../store.ts'
import { type ArrivalRow, lockAdopted, lockArrivalById, updateArrival } from '../arrival.store.ts'
import { lawOf } from '../arrivals.ts'
import type { decideConflict } from '../contract.ts'
import { prove, readResult } from '../read-result.ts'

const clauses = ['SDS-5.1-02', 'SDS-5.1-05']

const decided = refuse('CONFLICT_DECIDED', {
  sentence: '这份答卷包已有决定，或不是冲突结果。',
  remedy: '请刷新后查看决定。',
  clauses,
})

const reasonMissing = refuse('REASON_MISSING', {
  sentence: '决定采用哪一份答卷须写明理由。',
  remedy: '请写明核对情况和理由，例如“主机断电后由备机接管，以备机的记录为准”。',
  clauses,
  field: 'reason',
})

const samePerson = (person: string, of: readonly string[]) =>
  refuse('SECOND_PERSON_MISSING', {
    sentence: `${person}已提出意见，须由另一人复核。`,
    remedy: '请由本机构另一名考务人员或负责人登录后复核。',
    clauses: [...clauses, ...of],
  })

const confirmed = (count: number) =>
  refuse('SCORES_CONFIRMED', {
    sentence: `本场已有 ${count} 人的成绩经确认，不能再改用另一份答卷。`,
    remedy: '请按成绩更正办理；考场记录已留存备查。',
    clauses,
  })

const altered = ({ sentence, remedy }: Refusal) => refuse('BUNDLE_ALTERED', { sentence, remedy, clauses })

type Input = InputOf<typeof decideConflict>

interface Deciding {
  readonly arrival: ArrivalRow
  readonly row: SittingRow
  readonly input: Input
  readonly scores: ConfirmedScores
}

/** The first of two people says what he thinks; the second has to say the same before anything happens. */
const propose = async (context: CommandContext, { arrival, input }: Deciding) => {
  const { decision: proposal, reason } = input
  const { accountId: proposedBy, name: proposedByName } = context.actor
  const change = { proposal, proposedBy, proposedByName, proposedAt: context.now, reason }
  await updateArrival(context.tx, arrival, change)
  context.record({
    type: 'result-conflict-proposed',
    table: 'sittingBundle',
    row: arrival,
    data: { proposal, reason },
    clauses,
  })
  return accept({ state: 'proposed' as const })
}

/** The other result becomes the sitting's, as long as nobody has confirmed scores of the first. */
const adopt = async (
  context: CommandContext,
  { arrival, row, scores }: Deciding,
): Promise<Verdict<null, 'SCORES_CONFIRMED' | 'BUNDLE_ALTERED'>> => {
  const { organisationId, batchId } = row
  const applicationIds = row.preparation.roster.map(({ applicationId }) => applicationId)
  const count = await scores(context.tx, { organisationId, batchId, applicationIds })
  if (count > 0) return confirmed(count)
  const bytes = await bytesOfFile(context, { organisationId, fileId: arrival.fileId! })
  const reading = await readResult(context, organisationId, bytes)
  if (!reading.isRead) return altered(reading.refusal)
  const proven = prove({ ...row, headSeq: null, headHash: null }, reading.bundle)
  if (proven.refused) return altered(proven)
  const before = await lockAdopted(context.tx, { organisationId, sittingId: row.id })
  if (before) {
    await updateArrival(context.tx, before, { decision: 'set-aside', decidedAt: context.now })
    context.record({ type: 'result-set-aside', table: 'sittingBundle', row: before, clauses })
  }
  await replaceBundle(context, row, proven.value)
  return accept(null)
}

const carryOut = async (
  context: CommandContext,
  deciding: Deciding,
): Promise<Verdict<{ readonly state: 'decided' }, 'SCORES_CONFIRMED' | 'BUNDLE_ALTERED'>> => {
  const { arrival, input } = deciding
  const { decision, reason } = input
  if (decision === 'adopt') {
    const adopted = await adopt(context, deciding)
    if (adopted.refused) return adopted
  }
  const [first, second] = [arrival.proposedByName, context.actor.name]
  await updateArrival(context.tx, arrival, {
    ...{ decision, decidedByName: first === null ? second : `${first}、${second}`, decidedAt: context.now },
    reason: arrival.reason === null || arrival.reason === reason ? reason : `${arrival.reason}；${reason}`,
  })
  context.record({
    type: 'result-conflict-decided',
    table: 'sittingBundle',
    row: arrival,
    data: { decision, reason },
    clauses,
  })
  return accept({ state: 'decided' })
}

const objection = ({
  arrival,
  input,
}: Deciding): Refusal<'CONFLICT_DECIDED' | 'REASON_MISSING'> | undefined => {
  if (arrival.outcome !== 'conflict' || arrival.decision !== null) return decided
  return input.reason.trim() === '' ? reasonMissing : undefined
}

/** Which of two results of one sitting counts is decided by people, never by which came first. */
export const decideConflictHandler =
  (scores: ConfirmedScores): CommandHandler<typeof decideConflict> =>
  async (context, given) => {
    const organisationId = ownOrganisation(context)
    const input = { ...given, reason: given.reason.trim() }
    const arrival = await lockArrivalById(context.tx, { organisationId, arrivalId: input.arrivalId })
    if (arrival.sittingId === null) return decided
    const row = await lockSitting(context.tx, { organisationId, sittingId: arrival.sittingId })
    const deciding = { arrival, row, input, scores }
    const objected = objection(deciding)
    if (objected) return objected
    if (arrival.version !== input.version) throw new StaleRow()
    const { signatures } = (await lawOf(context, row)).results
    if (statedValue(signatures)?.secondPersonChecks !== true) return carryOut(context, deciding)
    if (arrival.proposedBy === context.actor.accountId)
      return samePerson(context.actor.name, signatures.clauses)
    return arrival.proposal === input.decision ? carryOut(context, deciding) : propose(context, deciding)
  }
