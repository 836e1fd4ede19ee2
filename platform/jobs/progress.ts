/** Told the share of the work done, 0 to 1. */
export type Reporter = (share: number) => void

const reporters = new Map<string, Reporter>()

/**
 * A command's transaction cannot show its own progress before it commits; the job that issued it lends a reporter for the
 * while, found under the job's id.
 */
export const reportingProgress = async <T>(
  jobId: string,
  report: Reporter,
  work: () => Promise<T>,
): Promise<T> => {
  reporters.set(jobId, report)
  try {
    return await work()
  } finally {
    reporters.delete(jobId)
  }
}

export const reporterOf = (jobId: string): Reporter => reporters.get(jobId) ?? (() => {})
