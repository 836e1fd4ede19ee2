import type { Day } from '#platform/clock/day.ts'
import { inWords } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** The body that evaluated is the body that issues (SDS-1.0-04). */
export const requireEvaluatorIssues = (
  evaluator: { readonly organisationId: string; readonly name: string },
  issuerId: string,
): Verdict<true, 'ISSUER_NOT_EVALUATOR'> =>
  evaluator.organisationId === issuerId
    ? accept(true)
    : refuse('ISSUER_NOT_EVALUATOR', {
        sentence: `该批次由${evaluator.name}实施评价，证书只能由该机构颁发。`,
        remedy: '请由实施评价的机构办理。',
        clauses: ['SDS-1.0-04'],
      })

/** Only the issuing organisation reissues its certificate (SDS-6.3-01). */
export const requireOwnCertificate = (
  issuer: { readonly organisationId: string; readonly name: string },
  actingId: string,
): Verdict<true, 'NOT_ISSUER'> =>
  issuer.organisationId === actingId
    ? accept(true)
    : refuse('NOT_ISSUER', {
        sentence: `该证书由${issuer.name}颁发，本机构不能补办。`,
        remedy: `请持证人向${issuer.name}申请补办。`,
        clauses: ['SDS-6.3-01'],
        field: 'number',
      })

/** A request for reissue carries at least one piece of supporting material (SDS-6.3-02). */
export const requireMaterials = (materials: readonly unknown[]): Verdict<true, 'MATERIAL_MISSING'> =>
  materials.length > 0
    ? accept(true)
    : refuse('MATERIAL_MISSING', {
        sentence: '补办申请没有附证明材料。',
        remedy: '请上传身份证件等材料的照片后再提交。',
        clauses: ['SDS-6.3-02'],
        field: 'materials',
      })

/** The issue date is the planned one, or the day of approval when that is later: it never lies before the approval. */
export const issueDateOf = (plannedOn: Day, approvedOn: Day): Day =>
  plannedOn > approvedOn ? plannedOn : approvedOn

/** Certificates are made on or after the date they bear. */
export const requireIssueDay = (issuedOn: Day, today: Day): Verdict<true, 'ISSUE_TOO_EARLY'> =>
  today >= issuedOn
    ? accept(true)
    : refuse('ISSUE_TOO_EARLY', {
        sentence: `发证日期是${inWords(issuedOn)}，还没有到。`,
        remedy: `请在${inWords(issuedOn)}当日或之后制作证书。`,
        clauses: ['SDS-6.2-01'],
      })

/** Names left for handwriting are written, sealed and ticked before the issue is confirmed (SDS-6.2-05). */
export const requireHandwritingDone = (
  open: readonly { readonly number: string; readonly name: string }[],
): Verdict<true, 'HANDWRITING_OPEN'> =>
  open.length === 0
    ? accept(true)
    : refuse('HANDWRITING_OPEN', {
        sentence: `还有${open.length}本证书的姓名含无法打印的字，尚未补写：${open
          .slice(0, 5)
          .map(({ name }) => name)
          .join('、')}${open.length > 5 ? '等' : ''}。`,
        remedy: '请用黑色签字笔以正楷补写完整并加盖公章，再在清单上逐本登记。',
        clauses: ['SDS-6.2-05'],
        details: { numbers: open.slice(0, 50).map(({ number }) => number) },
      })

export interface ResultsStanding {
  readonly publicityOver: boolean
  readonly passed: number
}

/** Certificates follow confirmed results only, after their publicity. */
export const requireConfirmedResults = (
  standing: ResultsStanding,
): Verdict<true, 'RESULTS_NOT_CONFIRMED' | 'NOTHING_TO_CERTIFY'> => {
  if (!standing.publicityOver) {
    return refuse('RESULTS_NOT_CONFIRMED', {
      sentence: '该批次的认定结果公示尚未结束，成绩未确认。',
      remedy: '请在公示期满、异议处理完毕并确认成绩后再生成证书数据。',
      clauses: ['SDS-5.2-03', 'SDS-6.1-01'],
    })
  }
  return standing.passed > 0
    ? accept(true)
    : refuse('NOTHING_TO_CERTIFY', {
        sentence: '该批次没有成绩合格并已确认的考生。',
        remedy: '无须发证，可直接关闭批次。',
        clauses: ['SDS-6.1-01'],
      })
}
