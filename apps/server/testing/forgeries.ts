import { bundleOf, type ResultBundle } from '#modules/delivery/core/bundle.ts'
import { chain, type Draft, type Entry } from '#modules/delivery/core/journal.ts'
import { sm3 } from '#platform/audit/chain.ts'

const digest = (text: string) => sm3(text).toString('hex')

const rechained = (events: readonly Entry[]): Entry[] => {
  const made: Entry[] = []
  for (const { seq: _seq, prev: _prev, hash: _hash, ...draft } of events)
    made.push(chain(made.at(-1) ?? { seq: 0, hash: '' }, draft as Draft & { readonly at: string }, digest))
  return made
}

const withChoice = (events: readonly Entry[], choice: string): Entry[] =>
  events.map((entry) =>
    entry.kind === 'answered' && entry.seat === '2'
      ? ({ ...entry, body: { ...entry.body, choice: [choice] } } as Entry)
      : entry,
  )

/** Ways to alter the bundle of the sample sitting, and what the centre says to each. */
export const forgeries: readonly {
  readonly what: RegExp
  readonly forge: (bundle: ResultBundle) => ResultBundle
}[] = [
  {
    what: /作答汇总/,
    forge: (bundle) => ({
      ...bundle,
      seats: bundle.seats.map((seat) => (seat.seat === '2' ? { ...seat, answers: { q002: ['A'] } } : seat)),
    }),
  },
  {
    what: /第 \d+ 条考场记录被改动/,
    forge: (bundle) => ({ ...bundle, events: withChoice(bundle.events, 'A') }),
  },
  // Everything hashed anew, as somebody with the room's file could do: the centre has seen the head meanwhile.
  {
    what: /与考试期间上报的不一致/,
    forge: (bundle) => {
      const [prepared, ...rest] = bundle.events
      const later = { ...prepared!, at: new Date(Date.parse(prepared!.at) + 1).toISOString() }
      return bundleOf(rechained([later, ...rest]))
    },
  },
  {
    what: /以封存结束/,
    forge: (bundle) => bundleOf(bundle.events.slice(0, -1)),
  },
]
