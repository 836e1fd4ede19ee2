/** What happens to a paper package in somebody's hands, in the words of the clause. */
export const custodyKinds = ['printed', 'kept', 'transmitted', 'handed-over', 'used'] as const
export type CustodyKind = (typeof custodyKinds)[number]

export const custodyNames: { readonly [K in CustodyKind]: string } = {
  printed: '印制',
  kept: '保管',
  transmitted: '传输',
  'handed-over': '交接',
  used: '使用',
}

export interface CustodyEvent {
  readonly kind: CustodyKind
  /** Who gives it away; nobody when it comes into being. */
  readonly fromName: string | null
  /** Who has it now. */
  readonly toName: string | null
  readonly place: string
  /** Packages. */
  readonly quantity: number
  readonly sealIntact: boolean
  readonly at: Date
}

export interface CustodyBreak {
  /** Position of the event, from 0. */
  readonly at: number
  readonly reason: 'no-handover' | 'quantity' | 'seal' | 'time' | 'no-origin'
  readonly sentence: string
  readonly clauses: readonly string[]
}

const broken = (at: number, reason: CustodyBreak['reason'], sentence: string): CustodyBreak => ({
  at,
  reason,
  sentence,
  clauses: ['SDS-4.2-06'],
})

const holderAfter = (event: CustodyEvent) => event.toName ?? event.fromName

const judgeStep = (before: CustodyEvent, event: CustodyEvent, at: number): readonly CustodyBreak[] => {
  const found: CustodyBreak[] = []
  const name = custodyNames[event.kind]
  const giver = event.kind === 'used' ? holderAfter(event) : event.fromName
  if (giver !== holderAfter(before)) {
    const sentence = `“${name}”前试卷在${holderAfter(before) ?? '无人'}手中，没有交给${giver ?? '无人'}的交接记录。`
    found.push(broken(at, 'no-handover', sentence))
  }
  if (event.quantity !== before.quantity) {
    found.push(broken(at, 'quantity', `“${name}”时为${event.quantity}份，此前为${before.quantity}份。`))
  }
  if (event.at.getTime() < before.at.getTime())
    found.push(broken(at, 'time', `“${name}”的时间早于前一环节。`))
  return found
}

/**
 * Where the chain of custody of one paper has a gap: a use or a handover by somebody to whom it was not handed, a
 * changed quantity, a broken seal, a step back in time. Events come in the order of their recording.
 */
export const custodyBreaks = (events: readonly CustodyEvent[]): readonly CustodyBreak[] =>
  events.flatMap((event, at) => {
    const before = events[at - 1]
    const seal = event.sealIntact ? [] : [broken(at, 'seal', `“${custodyNames[event.kind]}”时密封已不完好。`)]
    if (before) return [...judgeStep(before, event, at), ...seal]
    const origin = event.kind === 'printed' || event.kind === 'transmitted'
    return origin ? seal : [broken(at, 'no-origin', '没有试卷印制或传输的记录。'), ...seal]
  })
