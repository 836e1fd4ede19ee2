import type { Regime } from '#modules/policy/core/pack.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** Shown before the candidate confirms, and accepted with its time (SDS-3.3-13). */
export const noChangeNotice = '提交后个人信息即予锁定，原则上不得修改。请逐项核对无误后再确认提交。'

/** The text of annex 2 that is accepted: document and version, kept with the acceptance (SDS-A2-06). */
export const commitmentVersion = (regime: Regime): string =>
  `${regime.documentNumber} 附件2（${regime.version}版）`

export const commitmentTexts = (regime: Regime): readonly string[] =>
  regime.enrolment.form.provenance === 'not-stated' ? [] : regime.enrolment.form.value.commitments

export interface FormFields {
  readonly education: string
  readonly category: string
  readonly conditionCode: string
  readonly subjects: readonly string[]
  readonly phoneMasked: string
  readonly photoFileId: string | null
  readonly signatureFileId: string | null
}

/** What the form still lacks, by the names of annex 2 (SDS-3.2-03, SDS-A2-01). */
export const missingFields = (form: FormFields): readonly string[] => [
  ...(form.photoFileId ? [] : ['照片']),
  ...(form.education ? [] : ['学历']),
  ...(form.phoneMasked ? [] : ['手机号码']),
  ...(form.category ? [] : ['考生类别']),
  ...(form.subjects.length > 0 ? [] : ['申报科目']),
  ...(form.conditionCode ? [] : ['申报条件']),
  ...(form.signatureFileId ? [] : ['申报人签名']),
]

export const formComplete = (form: FormFields): Verdict<true, 'FORM_INCOMPLETE'> => {
  const missing = missingFields(form)
  if (missing.length === 0) return accept(true)
  return refuse('FORM_INCOMPLETE', {
    sentence: `申报表尚未填完：${missing.join('、')}。`,
    remedy: '请返回相应步骤补填后再提交。',
    clauses: ['SDS-3.2-03', 'SDS-A2-01'],
    details: { missing },
  })
}

/** Subjects are chosen among those of the line, at least one (SDS-A2-05); a retake may mark one alone. */
export const subjectsOf = (
  chosen: readonly string[],
  offered: readonly string[],
): Verdict<true, 'SUBJECTS_INVALID'> =>
  chosen.length > 0 && chosen.every((subject) => offered.includes(subject))
    ? accept(true)
    : refuse('SUBJECTS_INVALID', {
        sentence: chosen.length === 0 ? '至少选择一个申报科目。' : '所选科目不在本职业等级的考核科目之内。',
        remedy: '请勾选本次申报的科目；补考的可只选未合格科目。',
        clauses: ['SDS-A2-05'],
        field: 'subjects',
      })

/** Mobile numbers of the mainland. */
export const checkPhone = (phone: string): Verdict<string, 'PHONE_MALFORMED'> =>
  /^1[3-9]\d{9}$/u.test(phone)
    ? accept(phone)
    : refuse('PHONE_MALFORMED', {
        sentence: '手机号码应为1开头的11位数字。',
        remedy: '请填写考生本人的手机号码。',
        clauses: ['SDS-A2-01'],
        field: 'phone',
      })
