import { defineMachine } from '#platform/machine/machine.ts'

export const certificateStates = ['approved', 'issued', 'reissued', 'revoked'] as const
export type CertificateState = (typeof certificateStates)[number]
export type CertificateAction = 'issue' | 'reissue' | 'revoke'

/** What a query may find (SDS-6.1-02): approved and issued; a revoked one is shown as such. */
export const publicStates: readonly CertificateState[] = ['issued', 'reissued', 'revoked']

export const certificateStateTitles: Readonly<Record<CertificateState, string>> = {
  approved: '已赋码，待制证',
  issued: '有效',
  reissued: '有效（已补发）',
  revoked: '已注销',
}

/** One certificate. It comes into being with its number, in the transaction of the authority's approval. */
export const certificateMachine = defineMachine<CertificateState, CertificateAction>({
  name: 'certificate',
  states: certificateStates,
  initial: 'approved',
  transitions: [
    { action: 'issue', from: ['approved'], to: 'issued', title: '制证', roles: ['system'] },
    {
      action: 'reissue',
      from: ['issued', 'reissued'],
      to: 'reissued',
      title: '补发',
      roles: ['org-exam', 'org-head'],
    },
    {
      action: 'revoke',
      from: ['issued', 'reissued'],
      to: 'revoked',
      title: '注销',
      roles: ['org-head', 'city', 'province'],
    },
  ],
})
