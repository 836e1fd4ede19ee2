import { NavLink } from 'react-router'
import { organisationOffice } from '#modules/party/core/role.ts'
import './batch-stages.css'
import { useSession } from '../kit/session.ts'

const stagesOf = (batchId: string) =>
  [
    ['计划', `/plans/${batchId}`],
    ['报名', `/enrolment?batchId=${batchId}`],
    ['资格审核', `/review?batchId=${batchId}`],
    ['收费', `/fees/${batchId}`],
    ['编排', `/arrangement/${batchId}`],
    ['考试', `/exams/${batchId}`],
    ['成绩', `/scores/${batchId}`],
    ['公示', `/publicity/${batchId}`],
    ['证书', `/certificates/${batchId}`],
  ] as const

/** One batch through the chain: each stage's own screen, for the office that walks it. */
export const BatchStages = ({ batchId }: { readonly batchId: string }) => {
  const roles = useSession().session?.actor?.roles ?? []
  if (!organisationOffice.some((role) => roles.includes(role))) return null
  return (
    <nav className="batch-stages" aria-label="本批次各环节">
      {stagesOf(batchId).map(([title, to]) => (
        <NavLink key={title} to={to} end>
          {title}
        </NavLink>
      ))}
    </nav>
  )
}
