import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { ClauseChips } from '../kit/clause.tsx'
import { type Fact, FactList } from '../kit/facts.tsx'
import { DayText, Instant } from '../kit/moment.tsx'
import { fileAddress } from '../kit/upload.ts'
import type { Case, Rule } from './words.ts'

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="panel stack" aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)

const recordFacts = (of: Case): readonly Fact[] => {
  const { case: row } = of
  return [
    { label: '来源', value: row.originTitle },
    { label: '批次', value: row.batchName || '——' },
    { label: '考场', value: `${row.place} ${row.seat && `${row.seat}号座位`}`.trim() || '——' },
    { label: '科目', value: row.subjectTitle || '——' },
    { label: '发生时间', value: <Instant at={row.occurredAt} /> },
    { label: '登记人', value: row.recordedBy },
    ...(of.invigilators.length > 0 ? [{ label: '监考人员', value: of.invigilators.join('、') }] : []),
    ...(of.roomRule ? [{ label: '考场所记规则', value: of.roomRule }] : []),
    ...(row.about === 'candidate'
      ? [{ label: '处理意见', value: row.proposal ?? '——', clauses: row.proposal ? ['HN-2.3.4-24'] : [] }]
      : []),
    ...(of.suspectedUse === null ? [] : [{ label: '疑似使用', value: of.suspectedUse ? '是' : '否' }]),
  ]
}

const Evidence = ({ of }: { readonly of: Case }) =>
  of.evidence.length === 0 ? (
    <p className="quiet">没有证据材料。</p>
  ) : (
    <ul className="case-links">
      {of.evidence.map(({ fileId, name, by, at }) => (
        <li key={fileId}>
          <a href={fileAddress({ organisationId: of.case.organisationId, fileId })}>{name}</a>{' '}
          <span className="quiet">
            {by} <Instant at={at} />
          </span>
        </li>
      ))}
    </ul>
  )

/** What was put on record: the left half of a case. */
export const CaseMaterial = ({ of }: { readonly of: Case }) => (
  <>
    <Part title="违纪情况">
      <p>{of.case.description || '没有情况说明。'}</p>
      <FactList facts={recordFacts(of)} />
    </Part>
    <Part title="提醒记录">
      {of.reminder ? (
        <p>
          <Instant at={of.reminder.at} /> {of.reminder.words}（{of.reminder.by}登记）
        </p>
      ) : (
        <p className="quiet">没有提醒记录。</p>
      )}
    </Part>
    <Part title="当事人和陈述申辩">
      {of.parties.map((party) => (
        <div key={party.partyId}>
          <p>
            <strong>{party.name}</strong> {party.documentMasked}（{party.role ?? party.partTitle}）
          </p>
          <p className={party.statement ? '' : 'quiet'}>
            {party.statement ? `${party.statement}（${party.statementBy}）` : '未作陈述。'}
          </p>
        </div>
      ))}
    </Part>
    <Part title="证据和关联记录">
      <Evidence of={of} />
      {of.links.length > 0 && (
        <ul className="case-links">
          {of.links.map((link) => (
            <li key={`${link.kind} ${link.id}`}>
              {link.kindTitle}：{link.title}
            </li>
          ))}
        </ul>
      )}
    </Part>
    {(of.police || of.handover) && (
      <Part title="报案和移送">
        {of.police && (
          <p>
            报案：{of.police.station} <DayText on={of.police.on} /> {of.police.receipt}
          </p>
        )}
        {of.handover && (
          <p>
            移送：{of.handover.department} <DayText on={of.handover.on} /> {of.handover.documentNumber}
          </p>
        )}
      </Part>
    )}
  </>
)

const RuleCard = ({
  rule,
  chosen,
  onPick,
}: {
  readonly rule: Rule
  readonly chosen: boolean
  readonly onPick?: (code: string) => void
}) => (
  <article className={`rule-card ${chosen ? 'chosen' : ''}`}>
    <strong>
      {rule.code} {rule.title}
    </strong>
    {rule.effects.map(({ title }) => (
      <span key={title}>{title}</span>
    ))}
    <ClauseChips ids={rule.clauses} />
    {chosen && <span className="quiet">本次选用</span>}
    {!chosen && onPick && (
      <div>
        <Button kind="link" onClick={() => onPick(rule.code)}>
          改用这一项
        </Button>
      </div>
    )}
  </article>
)

/** C62, C63, C64: the rules under which the same act stands, side by side. */
export const RulesBeside = ({
  rules,
  code,
  onPick,
}: {
  readonly rules: readonly Rule[]
  readonly code: string
  readonly onPick?: (code: string) => void
}) => {
  const chosen = rules.find((rule) => rule.code === code)
  if (!chosen || chosen.differing.length === 0) return null
  const others = rules.filter((rule) => chosen.differing.includes(rule.code))
  return (
    <section className="stack" aria-label="同一行为的不同规定">
      <p>{onPick ? '同一行为列入多项规定，请选定并说明理由：' : '同一行为列入多项规定，本案选用：'}</p>
      <div className="rules-beside">
        <RuleCard rule={chosen} chosen />
        {others.map((rule) => (
          <RuleCard key={rule.code} rule={rule} chosen={false} {...(onPick && { onPick })} />
        ))}
      </div>
    </section>
  )
}
