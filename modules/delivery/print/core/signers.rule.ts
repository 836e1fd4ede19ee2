import type { RecordSigner } from '#modules/policy/core/exam-parameters.ts'

const signerOf: { readonly [duty: string]: RecordSigner } = {
  监考人员: 'invigilator',
  考评人员: 'invigilator',
  考点负责人: 'chief',
  内部质量督导员: 'supervisor',
}

/** Somebody on duty as the record of a room asks for his name. */
export interface OnDuty {
  readonly staffName: string
  readonly role: string
  readonly accountId: string | null
}

const byRole = (duties: readonly OnDuty[], wanted: RecordSigner): readonly OnDuty[] =>
  duties.filter(({ role }) => signerOf[role] === wanted)

/** HN-3.1.1-19: whose signature the record still needs: everybody who invigilates, and one of each other role named. */
export const unsignedBy = (
  duties: readonly OnDuty[],
  signed: readonly { readonly name: string }[],
  signers: readonly RecordSigner[],
): readonly OnDuty[] => {
  const names = new Set(signed.map(({ name }) => name))
  return signers.flatMap((role) => {
    const own = byRole(duties, role)
    const open = own.filter(({ staffName }) => !names.has(staffName))
    return role === 'invigilator' || open.length === own.length ? open : []
  })
}

/** The duty under which this account signs; undefined for somebody who has none here. */
export const signingDuty = (duties: readonly OnDuty[], accountId: string | null): OnDuty | undefined =>
  accountId === null
    ? undefined
    : duties.find((duty) => duty.accountId === accountId && duty.role in signerOf)
