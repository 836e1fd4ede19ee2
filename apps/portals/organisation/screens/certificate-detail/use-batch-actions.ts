import type * as certificate from '#modules/certificate/contract.ts'
import type { BatchDetail } from '../../../certificates/batch-parts.tsx'
import { type Troubled, useCommand } from '../../../kit/client.ts'
import { say } from '../../../kit/toast.tsx'

export interface BatchActions extends Troubled {
  readonly pending: boolean
  take(action: string): void
}

type Result = Promise<{ readonly refused: boolean } | undefined>

/** The organisation's steps of a batch, by the names the server gives its buttons. */
export const useBatchActions = (detail: BatchDetail): BatchActions => {
  const prepare = useCommand<typeof certificate.prepareCertificates>('certificate.prepare')
  const submit = useCommand<typeof certificate.submitCertificates>('certificate.submit')
  const issue = useCommand<typeof certificate.issueCertificates>('certificate.issue')
  const confirm = useCommand<typeof certificate.confirmIssue>('certificate.confirmIssue')
  const all = [prepare, submit, issue, confirm]
  const { certificateBatchId, version } = detail
  const key = { certificateBatchId: certificateBatchId ?? '', version: version ?? 0 }
  const steps: { readonly [action: string]: readonly [string, () => Result] } = {
    prepare: ['证书数据已生成', () => prepare.run({ batchId: detail.batchId })],
    submit: ['已报送市中心审核', () => submit.run(key)],
    issue: ['开始制作证书', () => issue.run(key)],
    confirm: ['已确认发证', () => confirm.run(key)],
  }
  const take = async (action: string) => {
    const step = steps[action]
    if (!step) return
    for (const each of all) each.clear()
    const outcome = await step[1]()
    if (outcome?.refused === false) say(step[0])
  }
  return {
    pending: all.some(({ pending }) => pending),
    refusal: all.find(({ refusal }) => refusal)?.refusal ?? null,
    fault: all.find(({ fault }) => fault)?.fault ?? null,
    take: (action) => void take(action),
  }
}
