import type * as enrolment from '#modules/enrolment/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { toneOf } from '../../../kit/application-tone.ts'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useQuery } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'
import { FactList, Trail } from '../../../kit/facts.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { Verdict } from '../../../kit/verdict.tsx'
import { CertificateCheck } from './certificate-check.tsx'
import { Corrections } from './corrections.tsx'
import { DecisionPanel } from './decision-panel.tsx'

export type Detail = ReplyOf<typeof enrolment.applicationDetail>

const subjectWords = { theory: '理论', practical: '技能', review: '综合' } as const

const Facts = ({ of }: { readonly of: Detail }) => (
  <FactList
    facts={[
      { label: '性别', value: of.sex },
      { label: '出生日期', value: dayText(of.birthDate) },
      { label: of.documentType, value: of.documentMasked },
      { label: '手机号码', value: of.phoneMasked },
      { label: '学历及专业', value: `${of.education} ${of.major}` },
      { label: '考生类别', value: of.category },
      { label: '工作单位', value: of.employer || '无' },
      {
        label: '申报',
        value: `${of.trade || of.occupationName} ${of.levelName} · ${of.subjects.map((subject) => subjectWords[subject]).join('、')}`,
      },
      { label: '参加工作时间', value: of.workFrom ? dayText(of.workFrom) : '未填' },
      { label: '从事本职业年限', value: of.workYears === null ? '未填' : `${of.workYears} 年` },
      {
        label: '原证书',
        value: of.priorCertificate
          ? `${of.priorCertificate.type} ${of.priorCertificate.level} ${of.priorCertificate.number}`
          : '无',
      },
      { label: '来源', value: of.source },
    ]}
  />
)

const Photo = ({ of }: { readonly of: Detail }) => (
  <figure className="review-photo">
    {of.photo ? (
      <img src={`${fileAddress(of.photo)}?inline=yes`} alt={`${of.name}的照片`} />
    ) : (
      <p className="quiet">未提交照片</p>
    )}
    {of.photoWarnings.map((words) => (
      <figcaption key={words} className="field-error">
        {words}
      </figcaption>
    ))}
  </figure>
)

const Materials = ({ of }: { readonly of: Detail }) => (
  <section className="panel">
    <h2>审核材料</h2>
    <ul className="review-materials">
      {of.materials
        .filter(({ needed, onFile }) => needed || onFile)
        .map(({ kind, title, onFile, file, note, clauses }) => (
          <li key={kind}>
            <Icon name={onFile ? 'check' : 'cross'} />
            <span>
              {file ? (
                <a href={`${fileAddress(file)}?inline=yes`} target="_blank" rel="noreferrer">
                  {title}
                </a>
              ) : (
                title
              )}
              {onFile ? '' : '：缺'}
              {note && <small>{note}</small>}
            </span>
            <ClauseChips ids={clauses} />
          </li>
        ))}
    </ul>
  </section>
)

const Doubts = ({ of }: { readonly of: Detail }) =>
  of.contradictions.length === 0 ? null : (
    <section className="panel review-doubts">
      <h2>
        信息存疑 <ClauseChips ids={['SDS-3.3-10']} />
      </h2>
      {of.contradictions.map(({ kind, sentence }) => (
        <p key={kind}>{sentence}</p>
      ))}
      {of.furtherCheck && <p className="quiet">核实情况：{of.furtherCheck}</p>}
    </section>
  )

/** One person's material: facts, photo, documents, the machine's verdict line by line, and the decision. */
export const Material = ({
  applicationId,
  onDecided,
}: {
  readonly applicationId: string
  readonly onDecided: () => void
}) => {
  const detail = useQuery<typeof enrolment.applicationDetail>('enrolment.applicationDetail', {
    applicationId,
  })
  return (
    <Loaded of={detail}>
      {(of) => (
        <div className="stack review-material">
          <header className="row">
            <h2>{of.name}</h2>
            <StatusTag tone={toneOf(of.state)}>{of.stateTitle}</StatusTag>
            {of.overdue && <StatusTag tone="refused">逾期未审</StatusTag>}
          </header>
          <section className="panel review-facts">
            <Facts of={of} />
            <Photo of={of} />
          </section>
          {of.evaluation && <Verdict evaluation={of.evaluation} />}
          <Doubts of={of} />
          <Materials of={of} />
          <Corrections of={of} />
          <CertificateCheck of={of} />
          <DecisionPanel of={of} onDecided={onDecided} />
          {Object.keys(of.details).length > 0 && (
            <details className="panel">
              <summary>报名表其余栏目</summary>
              <FactList facts={Object.entries(of.details).map(([label, value]) => ({ label, value }))} />
            </details>
          )}
          <details className="panel">
            <summary>办理记录</summary>
            <Trail
              of={of.timeline.map((step, at) => ({
                id: `${at}`,
                at: step.at,
                who: step.actor,
                what: step.note ? `${step.title}：${step.note}` : step.title,
                clauses: step.clauses,
              }))}
            />
          </details>
        </div>
      )}
    </Loaded>
  )
}
