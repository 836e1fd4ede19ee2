import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** What stands with a batch when it is to be forwarded. */
export interface ForwardingFile {
  /** Applications by state. */
  readonly states: Readonly<Record<string, number>>
  /** Whether the implementation scheme of annex 3 is entered, as the plan says. */
  readonly scheme: Verdict<unknown, 'SCHEME_MISSING'>
  /** The signed commitment of annex 4 is on file. */
  readonly commitment: boolean
}

export type ForwardingCode = 'SCHEME_MISSING' | 'COMMITMENT_MISSING' | 'REVIEW_UNFINISHED' | 'NOBODY_ADMITTED'

/** Whether the batch may be forwarded: everything decided and confirmed, scheme and commitment attached (SDS-3.4-*). */
export const forwardable = ({
  states,
  scheme,
  commitment,
}: ForwardingFile): Verdict<true, ForwardingCode> => {
  const undecided = (states.submitted ?? 0) + (states['further-check'] ?? 0) + (states.qualified ?? 0)
  if (undecided > 0)
    return refuse('REVIEW_UNFINISHED', {
      sentence: `还有${undecided}人未审结或未确认。`,
      remedy: '请审结全部申请，并确认审核通过的考生。',
      clauses: ['SDS-3.4-01', 'SDS-3.1-05'],
      details: { undecided },
    })
  if ((states.admitted ?? 0) === 0)
    return refuse('NOBODY_ADMITTED', {
      sentence: '本批次没有已确认的考生。',
      remedy: '请先确认审核通过的考生。',
      clauses: ['SDS-3.4-01'],
    })
  if (scheme.refused) return scheme
  if (!commitment)
    return refuse('COMMITMENT_MISSING', {
      sentence: '尚未上传已签署的《职业技能等级认定报名资料审核承诺书》（附件4）。',
      remedy: '请生成承诺书，由负责人签字盖章后上传。',
      clauses: ['SDS-3.4-03', 'SDS-A4-02'],
    })
  return accept(true)
}
