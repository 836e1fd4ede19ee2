import { sm3 } from '#apps/exam-room/node/sm3.ts'
import type { NumberedDeed } from '#apps/exam-room/room.port.ts'
import { checkBundle, type PreparedFacts } from '#modules/delivery/core/bundle.rule.ts'
import type { ResultBundle } from '#modules/delivery/core/bundle.ts'
import { type Entry, firstBrokenLink } from '#modules/delivery/core/journal.ts'
import type { Ledger, Series } from './ledger.ts'

export interface Checked {
  readonly lost: number
  readonly double: number
  readonly findings: readonly string[]
}

type DeedEntry = Extract<Entry, { readonly kind: 'viewed' | 'marked' | 'answered' | 'answer-late' }>

const isDeed = (entry: Entry): entry is DeedEntry =>
  ['viewed', 'marked', 'answered', 'answer-late'].includes(entry.kind)

const sameDeed = (entry: DeedEntry, deed: NumberedDeed): boolean => {
  const { body, kind } = entry
  if (body.item !== deed.item || body.madeAt !== deed.madeAt) return false
  if (deed.type === 'viewed') return kind === 'viewed'
  if (deed.type === 'marked') return kind === 'marked' && body.marked === deed.marked
  const isAnswer = kind === 'answered' || kind === 'answer-late'
  return isAnswer && JSON.stringify(body.choice) === JSON.stringify(deed.choice)
}

/** Number of the entry by which each seat was finished: an answer after it is kept as evidence only. */
const finishes = (entries: readonly Entry[]): Map<string, number> =>
  new Map(
    entries.flatMap(({ kind, seat, seq }) =>
      seat !== null && (kind === 'collected' || kind === 'handed-in') ? [[seat, seq] as const] : [],
    ),
  )

interface Recorded {
  readonly bySeries: Map<Series, Map<number, DeedEntry>>
  readonly double: readonly string[]
}

/** Every deed in the journal with the series it comes from; what nobody did, or what is there twice, is double. */
const sortOut = (entries: readonly Entry[], ledger: Ledger): Recorded => {
  const bySeries = new Map<Series, Map<number, DeedEntry>>(ledger.series.map((one) => [one, new Map()]))
  const double: string[] = []
  for (const entry of entries) {
    if (!isDeed(entry)) continue
    const { clientId, clientSeq } = entry.body
    const series = ledger.series.find((one) => one.clientId === clientId && one.seat === entry.seat)
    const deed = series?.deeds[clientSeq - 1]
    const place = `entry ${entry.seq}, seat ${entry.seat}, number ${clientSeq}`
    if (!series || !deed) double.push(`${place}: nobody did this`)
    else if (!sameDeed(entry, deed)) double.push(`${place}: not what was done`)
    else if (bySeries.get(series)!.has(clientSeq)) double.push(`${place}: there twice`)
    else bySeries.get(series)!.set(clientSeq, entry)
  }
  return { bySeries, double }
}

const lostIn = ({ bySeries }: Recorded, finished: ReadonlyMap<string, number>): string[] =>
  [...bySeries].flatMap(([{ seat, told, toldAt }, recorded]) =>
    Array.from({ length: told }, (_, at) => at + 1).flatMap((number) => {
      const entry = recorded.get(number)
      const place = `seat ${seat}, number ${number}`
      if (!entry) return [`${place}: acknowledged at ${toldAt.get(number)?.at}, not in the bundle`]
      if (entry.kind === 'answer-late' && !(entry.seq > (finished.get(seat) ?? Number.POSITIVE_INFINITY)))
        return [`${place}: acknowledged, but counted as late`]
      return []
    }),
  )

/** The last choice recorded for each item, in the order in which the candidate made them. */
const choicesOf = (seat: string, { bySeries }: Recorded): Record<string, readonly string[]> => {
  const mine = [...bySeries].filter(([series]) => series.seat === seat).sort(([a], [b]) => a.order - b.order)
  const choices: Record<string, readonly string[]> = {}
  for (const [, recorded] of mine)
    for (const [, { kind, body }] of [...recorded].sort(([a], [b]) => a - b))
      if (kind === 'answered') choices[body.item] = body.choice
  return choices
}

const wrongAnswers = (bundle: ResultBundle, recorded: Recorded): string[] =>
  bundle.seats.flatMap(({ seat, answers }) => {
    const expected = choicesOf(seat, recorded)
    const items = new Set([...Object.keys(expected), ...Object.keys(answers)])
    return [...items].flatMap((item) => {
      const [is, should] = [JSON.stringify(answers[item] ?? []), JSON.stringify(expected[item] ?? [])]
      return is === should
        ? []
        : [`seat ${seat}, item ${item}: the bundle has ${is}, the last choice was ${should}`]
    })
  })

/**
 * What one node acknowledged alone is recorded later by the one that took over. Within an epoch nothing is recorded after
 * it was acknowledged.
 */
const early = ({ bySeries }: Recorded, entries: readonly Entry[]): string[] => {
  const takeovers = entries.filter(({ kind }) => kind === 'taken-over')
  const epochOf = (seq: number): number => 1 + takeovers.filter((one) => one.seq < seq).length
  return [...bySeries].flatMap(([{ seat, toldAt }, recorded]) =>
    [...recorded].flatMap(([number, { at, seq }]) => {
      const told = toldAt.get(number)
      return told !== undefined && told.epoch >= epochOf(seq) && Date.parse(at) > Date.parse(told.at) + 1
        ? [`seat ${seat}, number ${number}: acknowledged at ${told.at}, recorded at ${at}`]
        : []
    }),
  )
}

/** No seat was shown an entry that is not in the journal, but for what a node wrote alone before it was replaced. */
const alarms = (entries: readonly Entry[]): string[] =>
  entries.flatMap((entry) =>
    entry.kind === 'head-missing' && entry.body.finding === 'differs'
      ? [`entry ${entry.seq}: seat ${entry.body.witness} was shown entry ${entry.body.seq}, which differs`]
      : [],
  )

/** Compares what the seats were told is saved with the sealed bundle. */
export const checkExam = (ledger: Ledger, bundle: ResultBundle, prepared: PreparedFacts): Checked => {
  const findings: string[] = []
  const broken = firstBrokenLink(bundle.events, sm3)
  if (broken !== undefined) findings.push(`the chain breaks at entry ${broken}`)
  const taken = checkBundle(bundle, prepared, sm3)
  if (taken.refused) findings.push(`the centre refuses the bundle: ${taken.sentence}`)
  const recorded = sortOut(bundle.events, ledger)
  const lost = lostIn(recorded, finishes(bundle.events))
  findings.push(...recorded.double, ...lost, ...wrongAnswers(bundle, recorded))
  findings.push(...early(recorded, bundle.events), ...alarms(bundle.events))
  return { lost: lost.length, double: recorded.double.length, findings }
}
