import { type ChainStep, eventOf, isByHolder, packageEvents, titleOf } from './package.machine.ts'

/** A person at the chain: by his account where he has one, else by name. */
export interface Hand {
  readonly name: string
  readonly accountId: string | null
}

/** A link of the chain, in the order of recording. */
export interface ChainEvent {
  readonly step: ChainStep
  readonly state: 'done' | 'awaiting' | 'declined'
  readonly at: Date
  readonly quantity: number
  readonly receivedQuantity: number | null
  readonly sealIntact: boolean
  readonly by: Hand
  /** Who has it from here on; null when it stays where it is. */
  readonly to: Hand | null
  /** Others who were there: the openers as the room reported them. */
  readonly present: readonly string[]
}

export interface ChainBreak {
  /** Position of the link, from 0. */
  readonly at: number
  readonly reason: 'no-handover' | 'quantity' | 'seal' | 'time' | 'no-origin'
  readonly sentence: string
  readonly clauses: readonly string[]
}

export const sameHand = (a: Hand, b: Hand): boolean =>
  a.accountId !== null && b.accountId !== null ? a.accountId === b.accountId : a.name === b.name

/** Who holds the package after each link: exactly one person from the first link on (HN-3.1.7-01). */
export const holders = (events: readonly ChainEvent[]): readonly Hand[] => {
  const held: Hand[] = []
  for (const { by, to, state } of events) held.push(state === 'done' && to ? to : (held.at(-1) ?? by))
  return held
}

const broken = (at: number, reason: ChainBreak['reason'], sentence: string): ChainBreak => ({
  ...{ at, reason, sentence },
  clauses: ['SDS-4.2-06'],
})

/** A step by somebody who does not hold the package; an opening counts for the holder when he was there. */
const judgeHolder = (event: ChainEvent, at: number, holder: Hand): readonly ChainBreak[] => {
  if (!isByHolder(event.step) || sameHand(event.by, holder) || event.present.includes(holder.name)) return []
  const sentence = `“${titleOf(event.step)}”前试卷在${holder.name}手中，没有交给${event.by.name}的交接记录。`
  return [broken(at, 'no-handover', sentence)]
}

const judgeLink = (event: ChainEvent, at: number, before: ChainEvent): readonly ChainBreak[] => {
  const title = titleOf(event.step)
  const found: ChainBreak[] = []
  if (event.receivedQuantity !== null && event.receivedQuantity !== event.quantity)
    found.push(broken(at, 'quantity', `“${title}”交出${event.quantity}份，收到${event.receivedQuantity}份。`))
  if (!event.sealIntact) found.push(broken(at, 'seal', `“${title}”时密封已不完好。`))
  if (event.at.getTime() < before.at.getTime())
    found.push(broken(at, 'time', `“${title}”的时间早于前一环节。`))
  return found
}

/** Where the chain of a package has a gap: a step by somebody to whom it was not handed, a lost paper, a broken seal, a step back in time. */
export const chainBreaks = (events: readonly ChainEvent[]): readonly ChainBreak[] => {
  const held = holders(events)
  return events.flatMap((event, at) => {
    if (event.state !== 'done') return []
    const before = events[at - 1]
    if (before) return [...judgeHolder(event, at, held[at - 1]!), ...judgeLink(event, at, before)]
    return event.step === 'make' ? [] : [broken(at, 'no-origin', '没有试卷制作的记录。')]
  })
}

/** HN-2.5-14: the six events of a package, and when and by whom each happened first; null while it has not. */
export const sixEvents = (
  events: readonly ChainEvent[],
): readonly { readonly name: string; readonly at: Date | null; readonly by: string | null }[] =>
  packageEvents.map((name) => {
    const found = events.find((event) => event.state === 'done' && eventOf(event.step) === name)
    return { name, at: found?.at ?? null, by: found?.by.name ?? null }
  })
