/** An item as a machine scores it: `answer` and responses are labels, sorted, once each. */
export interface KeyedItem {
  readonly id: string
  readonly points: number
  readonly answer: readonly string[]
}

/** What the organisation has decided on a faulty key: another answer, or the points for everybody. */
export type KeyRuling =
  | { readonly kind: 'answer'; readonly labels: readonly string[] }
  | { readonly kind: 'everybody' }

export type Responses = Readonly<Record<string, readonly string[]>>
export type Rulings = ReadonlyMap<string, KeyRuling>

const sameLabels = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((label) => b.includes(label))

/** All points or none: an answer with several labels earns them only when complete. */
export const itemPoints = (
  item: KeyedItem,
  response: readonly string[] | undefined,
  ruling?: KeyRuling,
): number => {
  if (ruling?.kind === 'everybody') return item.points
  const key = ruling ? ruling.labels : item.answer
  return response !== undefined && response.length > 0 && sameLabels(key, response) ? item.points : 0
}

/** SDS-5.1-01: the sum over all items, in points of the paper, one decimal. */
export const theoryTotal = (items: readonly KeyedItem[], responses: Responses, rulings: Rulings): number => {
  const sum = items.reduce(
    (total, item) => total + itemPoints(item, responses[item.id], rulings.get(item.id)),
    0,
  )
  return Math.round(sum * 10) / 10
}
