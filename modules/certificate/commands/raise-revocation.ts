import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { raiseRevocation } from '../contract.ts'
import { certificatesOfApplications } from '../store/certificate.store.ts'
import {
  groundsOfCase,
  insertGround,
  type RevocationGround,
  settleGround,
} from '../store/revocation.store.ts'

const clauses = ['HN-3.1.5-27', 'HN-3.1.5-28']

const settle = async (
  context: CommandContext,
  rows: readonly RevocationGround[],
  state: 'open' | 'withdrawn',
): Promise<void> => {
  for (const row of rows) {
    await settleGround(context, row, state)
    context.record({ type: 'revocation-settled', table: 'revocationGround', row, data: { state }, clauses })
  }
}

/** A certificate is revoked by those who may, never by itself: the case puts the request before them, with its ground. */
export const raiseRevocationHandler: CommandHandler<typeof raiseRevocation> = async (context, input) => {
  const { organisationId, caseId, caseNumber, reason, applicationIds } = input
  const earlier = await groundsOfCase(context.tx, organisationId, caseId)
  const inState = (wanted: string) => earlier.filter(({ state }) => state === wanted)
  if (!input.revokes) {
    await settle(context, inState('open'), 'withdrawn')
    return accept({ open: 0 })
  }
  await settle(context, inState('withdrawn'), 'open')
  const certificates = await certificatesOfApplications(context.tx, organisationId, applicationIds)
  for (const { id: certificateId, state } of certificates) {
    if (state === 'revoked' || earlier.some((row) => row.certificateId === certificateId)) continue
    const row = await insertGround(context, {
      ...{ organisationId, certificateId, caseId, caseNumber, reason, clauses: input.clauses },
    })
    context.record({
      type: 'revocation-raised',
      table: 'revocationGround',
      row,
      data: { caseNumber },
      clauses,
    })
  }
  return accept({ open: certificates.length })
}
