import { useEffect } from 'react'
import type { Json } from '#platform/contract/verdict.ts'
import { type QueryState, useAnswer } from './client.ts'
import { answers } from './session.ts'

export interface Job {
  readonly jobId: string
  readonly state: 'queued' | 'running' | 'done' | 'failed'
  readonly done: number
  readonly total: number
  readonly title: string
  readonly result: { readonly [key: string]: Json } | null
  readonly error: string | null
}

/** Milliseconds to the next reading; a failed job is tried again by the server, so it is still followed. */
const paceOf = (state: Job['state'] | undefined) => (state === 'failed' ? 5000 : 1000)

/** Follows a long job until it is done, then has the page read its data again. */
export const useJob = (jobId: string | null): QueryState<Job> => {
  const input = { jobId: jobId ?? '' }
  const known = answers.getQueryData<{ value?: Job }>(['job.progress', input])?.value
  const state = useAnswer<Job>('job.progress', input, {
    enabled: jobId !== null,
    ...(known?.state === 'done' ? {} : { every: paceOf(known?.state) }),
  })
  const done = state.value?.state === 'done'
  useEffect(() => {
    if (done)
      void answers.invalidateQueries({
        predicate: ({ queryKey }) => !['session', 'job.progress'].includes(String(queryKey[0])),
      })
  }, [done])
  return state
}
