import type * as enrolment from '#modules/enrolment/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'

export type MyApplication = ReplyOf<typeof enrolment.myApplication>

/** What each of the five steps is given. */
export interface StepProps {
  readonly application: MyApplication
  readonly onSaved: () => void
}
