import { day } from '#platform/clock/day.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { inspectSecureRoom, registerSecureRoom } from '../room.contract.ts'
import {
  getSecureRoom,
  hasValidInspection,
  insertInspection,
  insertSecureRoom,
  listSecureRooms,
} from '../store/secure-room.store.ts'

export const registerSecureRoomHandler: CommandHandler<typeof registerSecureRoom> = async (
  context,
  input,
) => {
  const { organisationId } = ownPlace(context)
  const known = await listSecureRooms(context.tx, organisationId)
  if (known.some(({ name }) => name === input.name)) {
    return refuse('NAME_TAKEN', {
      sentence: `已登记名为“${input.name}”的保密室。`,
      remedy: '请换一个名称。',
      clauses: [],
      field: 'name',
    })
  }
  return accept({ secureRoomId: await insertSecureRoom(context, organisationId, input) })
}

const clauses = ['HN-2.3.3-03']

/** HN-2.3.3-03: who inspected it, what he found in order, and until when that holds. */
export const inspectSecureRoomHandler: CommandHandler<typeof inspectSecureRoom> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  await getSecureRoom(context.tx, organisationId, input.secureRoomId)
  const [inspectedOn, validUntil] = [day(input.inspectedOn), day(input.validUntil)]
  if (inspectedOn > context.today) {
    return refuse('DAY_AHEAD', {
      sentence: '检查日期晚于今天。',
      remedy: '请填写实际检查的日期。',
      clauses,
      field: 'inspectedOn',
    })
  }
  if (validUntil < inspectedOn) {
    return refuse('DATES_REVERSED', {
      sentence: '有效期早于检查日期。',
      remedy: '请填写检查结果的有效期。',
      clauses,
      field: 'validUntil',
    })
  }
  if (input.passed && input.measures.length === 0) {
    return refuse('MEASURES_MISSING', {
      sentence: '检查合格的，须登记有效的保密措施。',
      remedy: '请勾选检查时有效的保密措施。',
      clauses,
      field: 'measures',
    })
  }
  await insertInspection(context, organisationId, { ...input, inspectedOn, validUntil })
  return accept({ valid: await hasValidInspection(context, organisationId, input.secureRoomId) })
}
