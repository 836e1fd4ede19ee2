/** What was found where something else was expected; each becomes an incident that a person explains. */
export const incidentTitles = {
  receipt: '领取核对不符',
  quantity: '交接份数不符',
  seal: '密封不完好',
  'opened-early': '提前启封',
  'not-fetched': '未经领取启封',
  'broken-chain': '经手链条断开',
  'before-handing-out': '发卷前份数不符',
  collected: '收回数量不符',
  balance: '试卷收支不平',
  transport: '运送超时',
  declined: '拒绝接收',
} as const
export type IncidentKind = keyof typeof incidentTitles

/** Differences in what came back: explained before it is sealed. */
export const returnKinds: readonly IncidentKind[] = ['collected', 'balance']

export interface Finding {
  readonly kind: IncidentKind
  readonly expected: string
  readonly found: string
  readonly clauses: readonly string[]
}

/** Numbers of things by their name: 试卷, 答题卡, 答题纸, 草稿纸. */
export type Counts = { readonly [item: string]: number }

const list = (counts: Counts, items: readonly string[]) =>
  items.map((item) => `${item}${counts[item] ?? 0}`).join('，')

const comparing =
  (kind: IncidentKind, clauses: readonly string[]) =>
  (expected: Counts, found: Counts): readonly Finding[] => {
    const items = [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    const off = items.filter((item) => (expected[item] ?? 0) !== (found[item] ?? 0))
    return off.length === 0 ? [] : [{ kind, expected: list(expected, off), found: list(found, off), clauses }]
  }

/** HN-2.6-04: papers, answer cards and answer sheets are what they should be before anything is handed out. */
export const countBeforeHandingOut = comparing('before-handing-out', ['HN-2.6-04'])
/** HN-3.1.4-12, SDE-4.6-12: what was handed out comes back, scrap sheets too. */
export const countCollected = comparing('collected', ['HN-3.1.4-12', 'SDE-4.6-12'])

/** SDS-4.4-44: what was issued is answered or blank, nothing else. */
export const balance = (
  issued: number,
  { answered, blank }: { readonly answered: number; readonly blank: number },
): readonly Finding[] =>
  issued === answered + blank
    ? []
    : [
        {
          kind: 'balance',
          expected: `发出${issued}份`,
          found: `答卷${answered}份，空白${blank}份，合计${answered + blank}份`,
          clauses: ['SDS-4.4-44'],
        },
      ]

/** HN-2.3.6-03: the receiver counts for himself, and looks at the seal. */
export const countHandedOver = (
  issued: number,
  received: { readonly quantity: number; readonly sealIntact: boolean },
): readonly Finding[] => {
  const clauses = ['HN-2.3.6-03', 'SDS-4.2-06']
  const found: Finding[] = []
  if (issued !== received.quantity)
    found.push({ kind: 'quantity', expected: `${issued}份`, found: `${received.quantity}份`, clauses })
  if (!received.sealIntact) found.push({ kind: 'seal', expected: '密封完好', found: '密封不完好', clauses })
  return found
}

/** SDS-4.4-17, SDE-4.6-07: what the invigilator finds on the package against what should be on it. */
export const checkReceipt = (
  expected: { readonly quantity: number; readonly label: string },
  found: {
    readonly quantity: number
    readonly occupationRight: boolean
    readonly levelRight: boolean
    readonly sealIntact: boolean
  },
): readonly Finding[] => {
  const off = [
    ...(found.occupationRight ? [] : ['职业（工种）不符']),
    ...(found.levelRight ? [] : ['等级不符']),
    ...(found.sealIntact ? [] : ['密封不完好']),
    ...(found.quantity === expected.quantity ? [] : [`试卷${found.quantity}份`]),
  ]
  if (off.length === 0) return []
  return [
    {
      kind: 'receipt',
      expected: `${expected.label}，${expected.quantity}份，密封完好`,
      found: off.join('，'),
      clauses: ['SDS-4.4-17', 'SDE-4.6-07'],
    },
  ]
}

/** HN-2.3.6-01: a transport that takes longer than its way needs has to be explained. */
export const tookLonger = (expectedMinutes: number, departed: Date, arrived: Date): boolean =>
  arrived.getTime() - departed.getTime() > expectedMinutes * 60_000
