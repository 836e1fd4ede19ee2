import type { CommandContext } from '#platform/command/context.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { maskName, maskPhone } from '#platform/pii/mask.ts'
import { objectionMachine } from '../core/publicity.machine.ts'
import { bySecondPerson, wrongState } from '../core/separation.rule.ts'
import { objectionTitles } from '../core/titles.ts'
import type {
  decideObjection,
  investigateObjection,
  raiseObjection,
  revealContact,
} from '../publicity.contract.ts'
import { accountOf, ownOrganisation } from '../scene.ts'
import { scoreEntryOf } from '../store/entry.store.ts'
import { sheetsOf } from '../store/practical.store.ts'
import {
  contactOf,
  entryByNumber,
  insertObjection,
  lockObjection,
  lockPublicity,
  ownResult,
  publicityById,
  reachAddressee,
  updateObjection,
} from '../store/publicity.store.ts'
import { lockResult } from '../store/result.store.ts'

const clauses = ['SDS-5.2-03']

const notOpen = refuse('PUBLICITY_NOT_OPEN', {
  sentence: '该批次结果公示已经结束，不再受理公示期异议。',
  remedy: '如认为成绩或证书有误，可通过“监督投诉”反映。',
  clauses,
})

const entryUnknown = refuse('ENTRY_UNKNOWN', {
  sentence: '公示名单中没有这个序号。',
  remedy: '请核对公示名单左侧的序号；不针对具体考生的可不填。',
  clauses,
  field: 'entryNumber',
})

/** The public sees a publicity only while it is on display; what is registered goes to the organisation. */
export const raiseObjectionHandler: CommandHandler<typeof raiseObjection> = async (context, input) => {
  const { tx, actor } = context
  const publicity = await publicityById(tx, input.publicityId)
  if (publicity.state !== 'publicised') return notOpen
  const { organisationId, batchId } = publicity
  const entry =
    input.entryNumber === undefined ? null : await entryByNumber(tx, publicity.id, input.entryNumber)
  if (entry === undefined) return entryUnknown
  const { personId } = actor
  const own = personId === null ? undefined : await ownResult(tx, { organisationId, batchId }, personId)
  await reachAddressee(tx, organisationId)
  await lockPublicity(tx, { organisationId, batchId })
  const row = await insertObjection(context, {
    organisationId,
    batchId,
    resultId: entry?.resultId ?? own?.id ?? null,
    personId,
    contact: { name: input.name, contact: input.contact },
    contactMasked: `${maskName(input.name)}　${maskPhone(input.contact)}`,
    statement: input.statement,
  })
  context.record({
    type: 'objection-received',
    table: 'objection',
    row,
    data: { number: row.number },
    clauses,
  })
  return accept({ number: row.number })
}

/** Those who made the score that is objected to: they do not look into it. */
const madeBy = async (
  context: CommandContext,
  objection: { organisationId: string; batchId: string; resultId: string | null },
) => {
  const { tx } = context
  const entry = await scoreEntryOf(tx, objection)
  if (objection.resultId === null) return [entry?.enteredBy]
  const { organisationId, batchId } = objection
  const result = await lockResult(tx, organisationId, { id: objection.resultId })
  const sheets = await sheetsOf(tx, organisationId, { batchId })
  return [
    entry?.enteredBy,
    result.theoryConfirmedBy,
    ...sheets
      .filter((sheet) => sheet.applicationId === result.applicationId)
      .map((sheet) => sheet.examinerAccountId),
  ]
}

export const investigateObjectionHandler: CommandHandler<typeof investigateObjection> = async (
  context,
  input,
) => {
  const { tx, actor } = context
  const organisationId = ownOrganisation(actor)
  const row = await lockObjection(tx, { organisationId, id: input.objectionId, version: input.version })
  const state = objectionMachine.next(row.state, 'investigate')
  if (state !== 'investigated') return wrongState('该异议', objectionTitles[row.state], '登记核查情况')
  const investigator = accountOf(actor)
  if ((await madeBy(context, row)).includes(investigator)) {
    return refuse('SAME_PERSON', {
      sentence: '异议须由评分、登分人员以外的人核查。',
      remedy: '请由内部质量督导员或其他考务人员核查。',
      clauses,
    })
  }
  await updateObjection(tx, row, {
    state,
    investigation: input.findings,
    investigatedBy: investigator,
    investigatorName: actor.name,
  })
  context.record({ type: 'objection-investigated', table: 'objection', row, clauses })
  return accept({ state })
}

/** By the head, who is not the one who looked into it; an upheld one may ask for a correction of the score. */
export const decideObjectionHandler: CommandHandler<typeof decideObjection> = async (context, input) => {
  const { tx, actor, now } = context
  const organisationId = ownOrganisation(actor)
  const row = await lockObjection(tx, { organisationId, id: input.objectionId, version: input.version })
  const state = objectionMachine.next(row.state, input.upheld ? 'uphold' : 'dismiss')
  if (state !== 'upheld' && state !== 'dismissed')
    return wrongState('该异议', objectionTitles[row.state], '作出处理决定')
  const separate = bySecondPerson(
    { first: row.investigatedBy, second: accountOf(actor) },
    { sentence: '核查异议的人不能作出处理决定。', clauses },
  )
  if (separate.refused) return separate
  const needsCorrection = input.upheld && input.needsCorrection
  if (needsCorrection && row.resultId === null) {
    return refuse('RESULT_NOT_NAMED', {
      sentence: '该异议没有涉及具体考生，不能要求更正成绩。',
      remedy: '请取消“需要更正成绩”，在处理决定中写明处理办法。',
      clauses,
      field: 'needsCorrection',
    })
  }
  await updateObjection(tx, row, {
    state,
    needsCorrection,
    decision: input.decision,
    decidedBy: accountOf(actor),
    deciderName: actor.name,
    decidedAt: now,
  })
  context.record({ type: `objection-${state}`, table: 'objection', row, clauses })
  return accept({ state })
}

/** Reading the objector's name and number in clear asks for a reason and leaves a fact. */
export const revealContactHandler: CommandHandler<typeof revealContact> = async (context, input) => {
  const organisationId = ownOrganisation(context.actor)
  const row = await lockObjection(context.tx, { organisationId, id: input.objectionId })
  context.record({
    type: 'objection-contact-revealed',
    table: 'objection',
    row,
    data: { reason: input.reason },
  })
  return accept(contactOf(context, row) ?? { name: '未留姓名', contact: '未留联系方式' })
}
