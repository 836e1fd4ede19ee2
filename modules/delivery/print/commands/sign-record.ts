import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { signPaperRecord } from '../contract.ts'
import { signingDuty } from '../core/signers.rule.ts'
import { holdScene } from '../room-access.ts'
import { type RecordSignature, savePrintRoom } from '../store.ts'

const clauses = ['HN-3.1.1-19', 'HN-2.3.4-14']

const notASigner = refuse('NOT_A_SIGNER', {
  sentence: '您不在本考场的人员安排中，不能签署考场情况记录。',
  remedy: '请由本场监考人员、督导人员或考点负责人签署。',
  clauses,
})

const hasAccount = (name: string) =>
  refuse('HAS_ACCOUNT', {
    sentence: `${name}有本人账号，不能由他人登记其签名。`,
    remedy: `请${name}登录后签署。`,
    clauses,
    field: 'byHand',
  })

const notOnDuty = (name: string) =>
  refuse('NOT_ON_DUTY', {
    sentence: `${name}不在本场的工作人员名单中。`,
    remedy: '请选择本场的工作人员；临时调整的，先变更人员安排。',
    clauses,
    field: 'byHand',
  })

/** HN-3.1.1-19: signed once, each in his own name; again, nothing changes. */
export const signPaperRecordHandler: CommandHandler<typeof signPaperRecord> = async (context, input) => {
  const held = await holdScene(context, input, 'sign')
  if (held.refused) return held
  const { row, scene } = held.value
  const { actor, now } = context
  const { byHand } = input
  const duty =
    byHand === undefined
      ? signingDuty(scene.duties, actor.accountId)
      : scene.duties.find(({ staffName }) => staffName === byHand)
  if (!duty) return byHand === undefined ? notASigner : notOnDuty(byHand)
  if (byHand !== undefined && duty.accountId !== null) return hasAccount(byHand)
  const signed = row.signatures ?? []
  if (signed.some(({ name }) => name === duty.staffName))
    return accept({ version: row.version, state: row.state })
  const signature: RecordSignature = {
    ...{ name: duty.staffName, role: duty.role, at: now.toISOString() },
    ...(byHand !== undefined && { byHand: actor.name }),
  }
  const version = await savePrintRoom(context.tx, row, { signatures: [...signed, signature] })
  context.record({ type: 'print-record-signed', table: 'printRoom', row, data: { ...signature }, clauses })
  return accept({ version, state: row.state })
}
