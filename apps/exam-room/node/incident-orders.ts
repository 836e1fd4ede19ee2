import { type IncidentAct, isForBystanders } from '#modules/delivery/incident/core/incident-act.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type DutyCaller, identify } from './duty-caller.ts'
import type { RoomContext } from './room-context.ts'

const notForBystanders = refuse('role-not-allowed', {
  sentence: '督导人员和试卷保管人可以登记和报告突发事件，处置由监考人员和主考办理。',
  remedy: '请由本场监考人员或主考操作。',
  clauses: ['SDS-4.4-42', 'SDE-4.6-15'],
})

const wrongSigner = refuse('signer-wrong', {
  sentence: '签名人的岗位与要求的不符。',
  remedy: '请由主考、监考人员本人输入各自的口令签名。',
  clauses: ['HN-3.1.6-07'],
  field: 'person',
})

/**
 * The name that goes under an incident. Who is on duty is known by his own passcode; the person concerned writes his
 * name, and whoever gives the passcode has seen it.
 */
const signerOf = async (
  context: RoomContext,
  caller: DutyCaller,
  act: Extract<IncidentAct, { readonly act: 'sign' }>,
): Promise<Verdict<string>> => {
  if (act.as === 'subject') {
    const self = caller.sitting.preparation.duties.find(({ id }) => id === caller.id)!
    const witness = await identify(context, caller.sitting, { person: self.id, passcode: act.passcode })
    return witness.refused ? witness : accept(act.person.trim())
  }
  const signer = await identify(context, caller.sitting, act)
  if (signer.refused) return signer
  return signer.value.role === act.as ? accept(signer.value.name) : wrongSigner
}

/** Whether the caller may do it at all, and the name that signs when it is a signature. */
export const signerOfAct = async (
  context: RoomContext,
  caller: DutyCaller,
  act: IncidentAct,
): Promise<Verdict<string>> => {
  const isBystander = caller.role === 'supervisor' || caller.role === 'keeper'
  if (isBystander && !isForBystanders(act)) return notForBystanders
  return act.act === 'sign' ? signerOf(context, caller, act) : accept('')
}
