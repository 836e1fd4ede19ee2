import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'

type Tx = QueryContext['tx']

const passphrasePurpose = (id: string) => `paper.custodian:${id}`

export interface Custodian {
  readonly id: string
  readonly organisationId: string
  readonly version: number
  readonly accountId: string
  readonly name: string
  readonly takenAt: Date
  /** Encrypted; null once the paper is sealed. */
  readonly passphrase: Buffer | null
}

/** Who keeps a share of this paper's seal, in the order in which they took it. */
export const custodiansOf = (tx: Tx, organisationId: string, paperId: string): Promise<Custodian[]> =>
  tx
    .selectFrom('paperCustodian')
    .select(['id', 'organisationId', 'version', 'accountId', 'name', 'takenAt', 'passphrase'])
    .where('organisationId', '=', organisationId)
    .where('paperId', '=', paperId)
    .orderBy('id')
    .execute()

/** Keeps a custodian's passphrase, encrypted, until the paper is sealed; a new one replaces his old one. */
export const saveCustodian = async (
  context: QueryContext,
  place: { readonly organisationId: string; readonly paperId: string; readonly accountId: string },
  passphrase: string,
) => {
  const { keyring } = context.services
  const known = (await custodiansOf(context.tx, place.organisationId, place.paperId)).find(
    ({ accountId }) => accountId === place.accountId,
  )
  const id = known?.id ?? uuid()
  const values = {
    version: (known?.version ?? 0) + 1,
    name: context.actor.name,
    takenAt: context.now,
    passphrase: Buffer.from(keyring.encrypt(passphrase, passphrasePurpose(id))),
  }
  await context.tx
    .insertInto('paperCustodian')
    .values({ ...place, ...values, id })
    .onConflict((conflict) => conflict.columns(['organisationId', 'id']).doUpdateSet(values))
    .execute()
  return { organisationId: place.organisationId, id }
}

export const clearPassphrase = (context: QueryContext, { id, passphrase }: Custodian): string => {
  if (!passphrase) throw new Error(`custodian ${id} has no passphrase`)
  return context.services.keyring.decrypt(passphrase, passphrasePurpose(id))
}

/** Forgets the passphrases once they are in the seal. */
export const forgetPassphrases = async (tx: Tx, custodians: readonly Custodian[]): Promise<void> => {
  for (const { organisationId, id, version } of custodians) {
    await tx
      .updateTable('paperCustodian')
      .set({ passphrase: null, version: version + 1 })
      .where('organisationId', '=', organisationId)
      .where('id', '=', id)
      .execute()
  }
}
