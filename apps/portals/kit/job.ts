import { useEffect } from 'react'
import type { Json } from '#platform/contract/verdict.ts'
import { type QueryState, useAnswer } from './client.ts'
import { answers } from './session.ts'

export interface Job {
  readonly state: 'queued' | 'running' | 'done' | 'failed'
  readonly done: number
  readonly total: number
  readonly title: string
  readonly result: { readonly [key: string]: Json } | null
  readonly error: string | null
}

const isOver = (job: Job | undefined) => job?.state === 'done' || job?.state === 'failed'

/** Follows a long job each second until it is over, then has the page read its data again. */
export const useJob = (jobId: string | null): QueryState<Job> => {
  const input = { jobId: jobId ?? '' }
  const known = answers.getQueryData<{ value?: Job }>(['job.progress', input])?.value
  const state = useAnswer<Job>('job.progress', input, {
    enabled: jobId !== null,
    ...(isOver(known) ? {} : { every: 1000 }),
  })
  const over = isOver(state.value)
  useEffect(() => {
    if (over)
      void answers.invalidateQueries({
        predicate: ({ queryKey }) => !['session', 'job.progress'].includes(String(queryKey[0])),
      })
  }, [over])
  return state
}
