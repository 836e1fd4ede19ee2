import type { Draft } from '#modules/delivery/core/journal.ts'
import { canonicalJson } from '#modules/delivery/core/paper.ts'
import {
  type Confirmed,
  gateOfHandOver,
  gateOfPreflight,
  judgePreflight,
  type Measured,
  type PreflightResult,
} from '#modules/delivery/core/preflight.ts'
import { rulesText } from '#modules/delivery/node/core/room-package.ts'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import { accept, type Json, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { systemFontFolders } from '#platform/document/fonts.ts'
import type { CommandOutcome } from '../room.port.ts'
import type { DutyCaller } from './duty-caller.ts'
import { dutyName } from './duty-name.ts'
import { type LiveSitting, record } from './live-sitting.ts'
import { machinesHaveFonts, reachableMachines } from './machines.ts'
import { originOf, rulesHashOf } from './origin.ts'
import { momentOf, type RoomContext } from './room-context.ts'
import { freeBytes, hasPageFonts, slowestSync } from './self-check.ts'
import { sm3 } from './sm3.ts'

const packageBytes = (sitting: LiveSitting): number =>
  sitting.file.attachment(`package/${sitting.room.packageHash}`)?.length ?? 0

/** What program and rules a sitting came with; in the centre's own room they are the room's own. */
const expectedOf = (sitting: LiveSitting, own: { readonly build: string; readonly rules: string }) => {
  const origin = originOf(sitting)
  return {
    build: { own: own.build, expected: origin?.build ?? own.build },
    rules: { own: own.rules, expected: origin?.rulesHash ?? rulesHashOf(sitting) ?? own.rules },
  }
}

const measure = async (context: RoomContext, sitting: LiveSitting): Promise<Measured> => {
  const { directory, ground, machines } = context
  const { wall } = momentOf(context)
  const { seats, rules } = sitting.room
  const heard = { machines, wall }
  return {
    ...expectedOf(sitting, { build: await ground.build(), rules: sm3(rulesText(rules!)) }),
    freeBytes: await freeBytes(directory),
    neededBytes: packageBytes(sitting) + seats.size * roomNodeRules.bytesOfSeat,
    syncMilliseconds: slowestSync(directory),
    clockSeconds: ground.clockSeconds(),
    fonts: hasPageFonts(systemFontFolders) && machinesHaveFonts(heard),
    camera: ground.camera ? await ground.camera() : null,
    machines: reachableMachines(sitting, heard),
  }
}

/** The result with the node's signature: who has it knows which machine found this. */
const signed = ({ ground }: RoomContext, result: PreflightResult): Draft & { kind: 'preflight-run' } => {
  const { signer } = ground
  const value = signer?.sign(Buffer.from(canonicalJson(result as unknown as Json)))
  const signature =
    signer && value ? { keyId: signer.keyId, value: Buffer.from(value).toString('base64url') } : null
  return { kind: 'preflight-run', seat: null, actor: 'room', body: { ...result, signature } }
}

const tooLate = refuse('wrong-sitting-state', {
  sentence: '本场已经开始签到，不再做考前自检。',
  remedy: '考试期间发现设备问题的，请登记设备情况。',
  clauses: ['SDS-4.4-16'],
})

/** Measures, judges and writes the check of a room before its examination. */
export const runPreflight = async (
  context: RoomContext,
  caller: DutyCaller,
  request: { readonly confirmed: readonly string[]; readonly reason: string },
): Promise<Verdict<CommandOutcome>> => {
  const { sitting, id } = caller
  if (sitting.room.status !== 'sealed-package-present') return tooLate
  const confirmed: Confirmed = {
    person: dutyName(sitting, id),
    now: momentOf(context).now,
    clock: request.confirmed.includes('clock'),
    camera: request.confirmed.includes('camera'),
    reason: request.reason,
  }
  const judged = judgePreflight(await measure(context, sitting), confirmed, roomNodeRules)
  if (judged.refused) return judged
  await record(sitting, [{ ...signed(context, judged.value), actor: id }], context.clock.now())
  return accept({})
}

/**
 * Whether a room may open check-in: with the program and the rules it was handed, whatever was found before. A server of
 * its own also needs its check of the day; in the centre's own room a check is what the desk makes of it, but one that
 * failed holds until it is made again.
 */
export const admitCheckIn = async (context: RoomContext, sitting: LiveSitting): Promise<Verdict<null>> => {
  const { preflight, rules, status } = sitting.room
  if (status !== 'sealed-package-present') return accept(null)
  if (originOf(sitting) || preflight?.passed === false) {
    const at = { now: momentOf(context).now, validHours: roomNodeRules.checkValidHours }
    const gate = gateOfPreflight(preflight, at)
    if (gate.refused) return gate
  }
  const own = { build: await context.ground.build(), rules: sm3(rulesText(rules!)) }
  return gateOfHandOver(expectedOf(sitting, own))
}
