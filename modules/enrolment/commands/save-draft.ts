import type { Day } from '#platform/clock/day.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { maskPhone } from '#platform/pii/mask.ts'
import type * as contract from '../contract.ts'
import type { PriorCertificate } from '../core/applicant.ts'
import { isOpenToCandidate } from '../core/application.machine.ts'
import { readCategory } from '../core/category.rule.ts'
import { certificateComplete, isEducation, readCondition } from '../core/evaluation.rule.ts'
import { checkPhone, subjectsOf } from '../core/form.rule.ts'
import { enrolmentOpen, supplementOpen } from '../core/window.rule.ts'
import { type ApplicationChange, changeApplication, phonePurpose } from '../store.ts'
import { evaluationNow, notAvailable, ownSituation, type Situation } from './situation.ts'

type Data = InputOf<typeof contract.saveDraft>['data']

/** Open to the candidate: a draft inside the window, a returned application until the review ends. */
export const writable = (
  { row, batch }: Situation,
  today: Day,
): Verdict<true, 'ACTION_NOT_AVAILABLE' | 'ENROLMENT_CLOSED'> => {
  if (!isOpenToCandidate(row.state)) return notAvailable(row, '修改，如需更正请提交更正申请', ['SDS-3.3-12'])
  return row.state === 'draft' ? enrolmentOpen(batch, today) : supplementOpen(batch, today)
}

const educationKnown = (education: string): Verdict<true, 'EDUCATION_UNKNOWN'> =>
  education === '' || isEducation(education)
    ? accept(true)
    : refuse('EDUCATION_UNKNOWN', {
        sentence: `“${education}”不在可选的学历之中。`,
        remedy: '请从列表中选择。',
        clauses: ['SDS-A2-01'],
        field: 'education',
      })

/** Every field that was sent is checked by its own rule; what was not sent stays. */
const checkData = (data: Data, { line, regime, target }: Situation) => {
  const checks = [
    data.category ? readCategory(data.category, regime) : null,
    data.conditionCode ? readCondition(data.conditionCode, target) : null,
    data.priorCertificate ? certificateComplete(data.priorCertificate as PriorCertificate) : null,
    data.phone ? checkPhone(data.phone) : null,
    data.education === undefined ? null : educationKnown(data.education),
    data.subjects ? subjectsOf(data.subjects, line.subjects) : null,
  ]
  return checks.find((verdict) => verdict?.refused) ?? null
}

/** Saves one step of the form and answers with the machine's verdict on what is entered so far (SDS-3.2-03). */
export const saveDraftHandler: CommandHandler<typeof contract.saveDraft> = async (context, input) => {
  const situation = await ownSituation(context, input)
  const { row, target } = situation
  const open = writable(situation, context.today)
  if (open.refused) return open
  const wrong = checkData(input.data, situation)
  if (wrong?.refused) return wrong
  const { phone, currentStudent, specialNeeds, ...fields } = input.data
  const details = {
    ...row.details,
    ...(currentStudent === undefined ? {} : { currentStudent }),
    ...(specialNeeds === undefined ? {} : { specialNeeds }),
  }
  const change = {
    ...(fields as ApplicationChange),
    details,
    ...(phone
      ? {
          phoneMasked: maskPhone(phone),
          phone: Buffer.from(context.services.keyring.encrypt(phone, phonePurpose(row.id))),
        }
      : {}),
  }
  const evaluation = evaluationNow({ ...row, ...change }, target)
  const version = await changeApplication(context.tx, row, { ...change, evaluation: evaluation ?? {} })
  context.record({ type: 'draft-saved', table: 'application', row, clauses: ['SDS-3.2-03'] })
  return accept({ version, evaluation: evaluation as never })
}
