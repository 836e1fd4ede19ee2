import { defineMachine } from '#platform/machine/machine.ts'

export type CertificateBatchState = (typeof certificateBatchStates)[number]
export type CertificateBatchAction =
  | 'prepare'
  | 'submit'
  | 'return'
  | 'approve'
  | 'issue'
  | 'complete'
  | 'confirm'

export const certificateBatchStates = [
  'prepared',
  'submitted',
  'returned',
  'approved',
  'issuing',
  'issued',
  'confirmed',
] as const

export const certificateBatchStateTitles: Readonly<Record<CertificateBatchState, string>> = {
  prepared: '已备数据',
  submitted: '待审核',
  returned: '已退回',
  approved: '已审核赋码',
  issuing: '制证中',
  issued: '已制证',
  confirmed: '已确认发证',
}

/** The certificate data of a batch: prepared, put before the authority, numbered at approval, issued, confirmed. */
export const certificateBatchMachine = defineMachine<CertificateBatchState, CertificateBatchAction>({
  name: 'certificate-batch',
  states: certificateBatchStates,
  initial: 'prepared',
  transitions: [
    {
      action: 'prepare',
      from: ['prepared', 'returned'],
      to: 'prepared',
      title: '重新生成数据',
      roles: ['org-exam', 'org-head'],
    },
    {
      action: 'submit',
      from: ['prepared'],
      to: 'submitted',
      title: '报送审核',
      roles: ['org-exam', 'org-head'],
    },
    { action: 'return', from: ['submitted'], to: 'returned', title: '退回', roles: ['city'] },
    { action: 'approve', from: ['submitted'], to: 'approved', title: '审核通过并赋码', roles: ['city'] },
    {
      action: 'issue',
      from: ['approved'],
      to: 'issuing',
      title: '制作证书',
      roles: ['org-exam', 'org-head'],
    },
    { action: 'complete', from: ['issuing'], to: 'issued', title: '制证完成', roles: ['system'] },
    { action: 'confirm', from: ['issued'], to: 'confirmed', title: '确认发证', roles: ['org-head'] },
  ],
})
