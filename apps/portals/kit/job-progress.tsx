import type { ReactNode } from 'react'
import { type Job, useJob } from './job.ts'
import { Loaded } from './loaded.tsx'
import { StatusTag, type Tone } from './status-tag.tsx'
import './documents.css'

const faces: { readonly [state in Job['state']]: { readonly word: string; readonly tone: Tone } } = {
  queued: { word: '排队中', tone: 'todo' },
  running: { word: '进行中', tone: 'running' },
  done: { word: '已完成', tone: 'done' },
  failed: { word: '未完成', tone: 'refused' },
}

export const JobFace = ({ job, children }: { readonly job: Job; readonly children?: ReactNode }) => (
  <section className="job" aria-live="polite">
    <p className="job-head">
      <strong>{job.title}</strong>
      <StatusTag tone={faces[job.state].tone}>{faces[job.state].word}</StatusTag>
      <span className="job-count">
        {job.done} / {job.total}
      </span>
    </p>
    <progress aria-label={job.title} max={Math.max(job.total, 1)} value={job.done} />
    {job.state === 'running' && <p className="quiet">可以离开本页，稍后回来查看进度。</p>}
    {job.state === 'failed' && (
      <p className="quiet">任务中断，系统将自动继续；长时间没有进展请联系技术支持。</p>
    )}
    {job.state === 'done' && children}
  </section>
)

/** A long job's bar; `children` appear when it is done. */
export const JobProgress = ({
  jobId,
  children,
}: {
  readonly jobId: string
  readonly children?: (job: Job) => ReactNode
}) => (
  <Loaded of={useJob(jobId)} lines={2}>
    {(job) => <JobFace job={job}>{children?.(job)}</JobFace>}
  </Loaded>
)
