import { ClauseChips } from './clause.tsx'
import { dayText } from './day-text.ts'
import { Icon } from './icons.tsx'
import './verdict.css'

interface Shown {
  readonly on: string
  readonly conditionText: string
  readonly met: boolean
  readonly criteria: readonly {
    readonly needed: string
    readonly found: string
    readonly met: boolean
    readonly evidence: string | null
    readonly onFile: boolean
  }[]
}

const evidenceWords: Readonly<Record<string, string>> = {
  'work-years-commitment': '工作年限书面承诺',
  'education-proof': '学历证明',
  'prior-certificate-check': '原证书网上查询记录',
  'title-certificate': '职称证书',
}

/** The machine's verdict: every criterion ticked or crossed, with what was found and the evidence it needs. */
export const Verdict = ({ evaluation }: { readonly evaluation: Shown }) => (
  <section className={`panel verdict ${evaluation.met ? 'met' : 'unmet'}`} aria-live="polite">
    <h2>
      <Icon name={evaluation.met ? 'check' : 'cross'} />{' '}
      {evaluation.met ? '填报的信息符合所选条件' : '填报的信息不符合所选条件'}
      <ClauseChips ids={['SDS-3.3-07', 'SDS-3.3-11']} />
    </h2>
    <p className="quiet">
      {evaluation.conditionText}（年龄和年限算至{dayText(evaluation.on)}）
    </p>
    <ul>
      {evaluation.criteria.map(({ needed, found, met, evidence, onFile }) => (
        <li key={needed}>
          <Icon name={met ? 'check' : 'cross'} />
          <span>
            {needed}
            <small>
              填报：{found}
              {evidence && `　证明：${evidenceWords[evidence] ?? evidence}（${onFile ? '已有' : '尚缺'}）`}
            </small>
          </span>
        </li>
      ))}
    </ul>
  </section>
)
