import type { QueryContext } from '#platform/command/context.ts'

/** How many results of these candidates can no longer change by themselves: somebody has confirmed them. */
export type ConfirmedScores = (
  tx: QueryContext['tx'],
  of: {
    readonly organisationId: string
    readonly batchId: string
    readonly applicationIds: readonly string[]
  },
) => Promise<number>
