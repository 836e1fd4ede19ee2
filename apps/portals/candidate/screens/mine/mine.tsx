import type * as enrolment from '#modules/enrolment/contract.ts'
import type * as supervision from '#modules/supervision/contract.ts'
import { toneOf } from '../../../kit/application-tone.ts'
import { ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Trail } from '../../../kit/facts.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { PasswordForm } from '../../../kit/password-form.tsx'
import { useSession } from '../../../kit/session.ts'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { fileAddress } from '../../../kit/upload.ts'

const Applications = () => {
  const mine = useQuery<typeof enrolment.myApplications>('enrolment.mine', {})
  return (
    <Loaded of={mine}>
      {({ applications }) =>
        applications.length === 0 ? (
          <EmptyState title="还没有报名">
            <ButtonLink to="/enrol">去报名</ButtonLink>
          </EmptyState>
        ) : (
          applications.map((each) => (
            <article key={each.applicationId} className="panel stack">
              <p className="row">
                <strong>
                  {each.occupationName} {each.levelName}
                </strong>
                <StatusTag tone={toneOf(each.state)}>{each.stateTitle}</StatusTag>
              </p>
              <p className="quiet">{each.batchName}</p>
              <p>
                考试日期 <DayText on={each.examFrom} />
              </p>
              <ButtonLink kind="plain" to={`/enrol/${each.organisationId}/${each.applicationId}`}>
                查看进度
              </ButtonLink>
            </article>
          ))
        )
      }
    </Loaded>
  )
}

/** SDS-7.2-06: the candidate reads the own chain, as the staff would trace it. */
const OwnTrace = ({ personId }: { readonly personId: string }) => {
  const applied = useQuery<typeof enrolment.myApplications>('enrolment.mine', {})
  const trace = useQuery<typeof supervision.trace>(
    'supervision.trace',
    { personId },
    { enabled: (applied.value?.applications.length ?? 0) > 0 },
  )
  if (applied.value?.applications.length === 0) return null
  return (
    <section className="panel stack">
      <h2>办理经过</h2>
      <Loaded of={trace}>
        {({ facts }) => (
          <Trail
            of={facts.toReversed().map((fact, at) => ({
              id: `${at}`,
              at: fact.at,
              who: fact.actorName,
              what: (
                <>
                  {fact.title}
                  {fact.details.map(({ label, value }) => (
                    <span key={label} className="quiet">
                      {' '}
                      {label}：{value}
                    </span>
                  ))}
                  {fact.file && (
                    <>
                      {' '}
                      <a href={fileAddress(fact.file)}>下载</a>
                    </>
                  )}
                </>
              ),
              clauses: fact.clauses,
            }))}
          />
        )}
      </Loaded>
    </section>
  )
}

/** 我的: where every application stands, everything that was done with it, and the own password. */
export default function Mine() {
  const actor = useSession().session?.actor
  return (
    <div className="stack">
      <h1>我的</h1>
      <Applications />
      {actor?.personId && <OwnTrace personId={actor.personId} />}
      <PasswordForm />
    </div>
  )
}
