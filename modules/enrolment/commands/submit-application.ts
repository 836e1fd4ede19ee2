import { evidenceNames } from '#modules/policy/core/condition.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { banOfPerson } from '../bans.ts'
import type * as contract from '../contract.ts'
import { applicantOf } from '../core/applicant.ts'
import { notBarred } from '../core/ban.rule.ts'
import {
  certificateLower,
  conditionMet,
  evaluate,
  oldEnough,
  type StoredEvaluation,
} from '../core/evaluation.rule.ts'
import { commitmentVersion, formComplete } from '../core/form.rule.ts'
import { changeApplication } from '../store.ts'
import { writable } from './save-draft.ts'
import { contradictionsNow, notAvailable, ownSituation, type Situation, stateAfter } from './situation.ts'

type Input = InputOf<typeof contract.submitApplication>

const accepted = ({
  acceptCommitment,
  acceptNoChange,
}: Input): Verdict<true, 'COMMITMENT_NOT_ACCEPTED' | 'NO_CHANGE_NOT_ACCEPTED'> => {
  if (!acceptCommitment)
    return refuse('COMMITMENT_NOT_ACCEPTED', {
      sentence: '尚未勾选个人承诺。',
      remedy: '请阅读个人承诺的五条内容并勾选。',
      clauses: ['SDS-3.2-03', 'SDS-A2-06'],
      field: 'acceptCommitment',
    })
  if (!acceptNoChange)
    return refuse('NO_CHANGE_NOT_ACCEPTED', {
      sentence: '尚未确认“提交后信息不得修改”的告知。',
      remedy: '请核对信息并勾选确认。',
      clauses: ['SDS-3.3-13'],
      field: 'acceptNoChange',
    })
  return accept(true)
}

/** What the candidate can still bring himself; the online query of a certificate is the organisation's. */
const evidenceBrought = (evaluation: StoredEvaluation): Verdict<true, 'EVIDENCE_MISSING'> => {
  const missing = evaluation.evidenceMissing.filter(
    (kind) => kind === 'education-proof' || kind === 'work-years-commitment',
  )
  if (missing.length === 0) return accept(true)
  return refuse('EVIDENCE_MISSING', {
    sentence: `缺少证明材料：${missing.map((kind) => evidenceNames[kind]).join('、')}。`,
    remedy: '请在“申报条件”一步上传后再提交。',
    clauses: missing.map((kind) => (kind === 'education-proof' ? 'SDS-3.3-04' : 'SDS-3.3-05')),
    field: missing[0],
  })
}

const judge = ({ row, target, regime }: Situation) => {
  const complete = formComplete(row)
  if (complete.refused) return complete
  const old = oldEnough(row, target, regime)
  if (old.refused) return old
  const lower = row.priorCertificate ? certificateLower(row.priorCertificate, target) : accept(true)
  if (lower.refused) return lower
  const evaluation = evaluate(applicantOf(row), target)
  if (evaluation.refused) return evaluation
  const met = conditionMet(evaluation.value)
  if (met.refused) return met
  const evidence = evidenceBrought(evaluation.value)
  return evidence.refused ? evidence : evaluation
}

/** Submits and locks the application; contradictory data go straight to further check (SDS-3.3-10). */
export const submitApplicationHandler: CommandHandler<typeof contract.submitApplication> = async (
  context,
  input,
) => {
  const situation = await ownSituation(context, input)
  const { row, regime } = situation
  const open = writable(situation, context.today)
  if (open.refused) return open
  const free = notBarred(await banOfPerson(context, row.personId))
  if (free.refused) return free
  const submitted = stateAfter(row, 'submit')
  if (submitted === null) return notAvailable(row, '提交', ['SDS-3.2-03'])
  const judged = judge(situation)
  if (judged.refused) return judged
  const agreed = accepted(input)
  if (agreed.refused) return agreed
  const contradictions = await contradictionsNow(context, situation)
  const state = contradictions.length > 0 ? 'further-check' : submitted
  const at = context.now.toISOString()
  const version = await changeApplication(context.tx, row, {
    state,
    evaluation: judged.value,
    submittedAt: context.now,
    commitment: { version: commitmentVersion(regime), acceptedAt: at, noChangeAcceptedAt: at },
    review: null,
    details: { ...row.details, contradictions },
  })
  context.record({
    type: 'application-submitted',
    table: 'application',
    row,
    data: { commitment: commitmentVersion(regime), contradictions: contradictions.map(({ kind }) => kind) },
    clauses: ['SDS-3.2-03', 'SDS-A2-06', 'SDS-3.3-13', 'SDS-3.3-12'],
  })
  return accept({ version, state })
}

/** Takes the application back while enrolment or review is still under way. */
export const withdrawApplicationHandler: CommandHandler<typeof contract.withdrawApplication> = async (
  context,
  input,
) => {
  const { row } = await ownSituation(context, input)
  const state = stateAfter(row, 'withdraw')
  if (state === null) return notAvailable(row, '撤回', ['SDS-3.3-12'])
  const version = await changeApplication(context.tx, row, { state })
  context.record({ type: 'application-withdrawn', table: 'application', row, clauses: ['SDS-A2-08'] })
  return accept({ version, state })
}
