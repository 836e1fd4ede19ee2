import type { Draft } from '#modules/delivery/core/journal.ts'
import { canonicalJson, type OpenedPaper, releasedToSeats } from '#modules/delivery/core/paper.ts'
import type { Duty } from '#modules/delivery/core/preparation.ts'
import { decideOpening } from '#modules/delivery/core/sitting.rule.ts'
import { accept, type Json, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { CommandOutcome, PaperOpener } from '../room.port.ts'
import { type DutyCaller, identify } from './duty-caller.ts'
import { type LiveSitting, record, showPaper } from './live-sitting.ts'
import { type KeyShare, momentOf, type RoomContext } from './room-context.ts'
import { drawFormSecret } from './sealed-forms.ts'
import { sm3 } from './sm3.ts'

const notKeeper = ({ preparation }: LiveSitting, { name }: Duty) => {
  const keepers = preparation.duties.filter(({ custodian }) => custodian !== null)
  return refuse('not-a-keeper', {
    sentence: `${name}不是本场试卷的保管人，不能启封。`,
    remedy: `请由试卷保管人到场启封：${keepers.map((keeper) => keeper.name).join('、')}。`,
    clauses: ['SDS-4.2-06', 'SDS-4.2-07'],
    field: 'person',
  })
}

interface Opening {
  readonly openers: readonly PaperOpener[]
  readonly reason: string
}

/** Who tried, as far as the duty list knows him: what somebody typed instead of a name stays out of the journal. */
const refusedOpening = (
  { sitting, id }: DutyCaller,
  { openers, reason }: Opening,
  refusal: Refusal,
): Draft => {
  const { duties } = sitting.preparation
  const persons = openers.flatMap(({ person }) => {
    const claimed = person.trim()
    const duty = duties.find((line) => line.id === claimed || line.name === claimed)
    return duty ? [duty.id] : []
  })
  const { code, sentence } = refusal
  return { kind: 'opening-refused', seat: null, actor: id, body: { persons, reason, code, sentence } }
}

/** Two people at one desk: each shows his own passcode and brings his own share. */
const tryOpening = async (
  context: RoomContext,
  caller: DutyCaller,
  request: Opening,
): Promise<Verdict<CommandOutcome>> => {
  const { sitting } = caller
  const occasion = () => ({ actor: caller.id, now: momentOf(context).now })
  const people: (KeyShare & { readonly id: string })[] = []
  for (const opener of request.openers) {
    const found = await identify(context, sitting, { ...opener, from: caller.id })
    if (found.refused) return found
    if (found.value.custodian === null) return notKeeper(sitting, found.value)
    people.push({
      id: found.value.id,
      custodian: found.value.custodian,
      share: Buffer.from(opener.share.trim()),
    })
  }
  const opening = { openers: people.map(({ id }) => id), reason: request.reason }
  const allowed = decideOpening(sitting.room, opening, occasion())
  if (allowed.refused) return allowed
  const sealed = sitting.file.attachment(`package/${sitting.room.packageHash}`)
  if (!sealed) throw new Error('the sealed package is missing from the sitting')
  const opened = sitting.preparation.isRehearsal
    ? accept(JSON.parse(Buffer.from(sealed).toString('utf8')) as OpenedPaper)
    : await context.openPackage(sealed, people, context.clock.now())
  if (opened.refused) return opened
  const still = decideOpening(sitting.room, opening, occasion())
  if (still.refused) return still
  const paper = releasedToSeats(opened.value)
  const bytes = Buffer.from(canonicalJson(paper as unknown as Json))
  const paperHash = sm3(bytes)
  sitting.file.attach(`paper/${paperHash}`, bytes)
  drawFormSecret(sitting, paperHash)
  const body = {
    ...opening,
    packageHash: sitting.room.packageHash,
    paperHash,
    items: paper.forms[0]?.items ?? [],
  }
  await record(sitting, [{ kind: 'paper-opened', seat: null, actor: caller.id, body }], context.clock.now())
  showPaper(sitting)
  return accept({})
}

/** Every try is in the journal, also one that came to nothing; a barrage of wrong passcodes only until it is cut off. */
export const openPaper = async (
  context: RoomContext,
  caller: DutyCaller,
  request: Opening,
): Promise<Verdict<CommandOutcome>> => {
  const verdict = await tryOpening(context, caller, request)
  if (verdict.refused && verdict.code !== 'too-many-attempts')
    await record(caller.sitting, [refusedOpening(caller, request, verdict)], context.clock.now())
  return verdict
}
