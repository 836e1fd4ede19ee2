import { useAnswer } from '../kit/client.ts'
import type { Job } from '../kit/job.ts'
import { JobFace } from '../kit/job-progress.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { EmptyState } from '../kit/states.tsx'

/** Long work that was left is found again here. */
export default function Jobs() {
  const jobs = useAnswer<{ readonly jobs: readonly Job[] }>('job.list', {}, { every: 3000 })
  return (
    <div className="stack">
      <h1>我的任务</h1>
      <Loaded of={jobs}>
        {({ jobs }) =>
          jobs.length === 0 ? (
            <EmptyState title="没有任务" />
          ) : (
            <div className="panel stack">
              {jobs.map((job) => (
                <JobFace key={job.jobId} job={job} />
              ))}
            </div>
          )
        }
      </Loaded>
    </div>
  )
}
