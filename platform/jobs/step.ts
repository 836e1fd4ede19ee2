import { v5 as uuid } from 'uuid'

/** The command id of one step of a job: the same for every run of the job. */
export const stepId = (jobId: string, step: string | number): string => uuid(String(step), jobId)
