import { lastSixDigest, numberDigest } from '#modules/delivery/core/document-digest.ts'
import type { OpenedPaper, PaperItem } from '#modules/delivery/core/paper.ts'
import type { PreparedSitting, RosterEntry } from '#modules/delivery/core/preparation.ts'
import type { RoomRules } from '#modules/delivery/core/room.rules.ts'
import { rules } from '#modules/delivery/rehearsal.fixture.ts'
import { plain, type Rich } from '#modules/itembank/core/rich.ts'
import { mathmlOf } from '#modules/itembank/paper/mathml.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { hashPasscode } from '../node/passcode.ts'
import type { OpenPackage } from '../node/room-context.ts'
import { sm3 } from '../node/sm3.ts'

/** The rules of the rehearsal with what a seat shows beside the paper. */
export const sampleRules: RoomRules = {
  ...rules,
  seat: {
    ...{ itemOrder: 'paper', optionOrder: 'paper', browser: 'any' },
    ...{ calculator: true, scratch: true, endReminders: [] },
  },
}

const stems = [
  '在装接三相异步电动机的正反转控制线路时，为防止两个接触器同时吸合造成电源相间短路，必须设置的环节是（ ）。',
  '用万用表测量电阻前，应先进行的操作是（ ）。',
  '下列关于低压配电系统接地保护的说法，正确的有（ ）。',
  '停电检修时，在一经合闸即可送电到工作地点的断路器操作把手上，应悬挂“禁止合闸，有人工作”标示牌。',
]

const optionTexts = [
  ['自锁环节', '互锁环节', '点动环节', '延时环节'],
  ['欧姆调零', '机械调零后直接测量', '将转换开关置于最大电流挡', '短接被测元件'],
  [
    'TN-S 系统的保护线与中性线分开',
    'TT 系统的设备外壳单独接地',
    'IT 系统的电源中性点直接接地',
    '保护线上不得装设熔断器',
  ],
]

const digest = 'f'.repeat(64)
const circuit = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="240" height="90"><path d="M10 45h60v-15h80v30h-80v-15M150 45h80" fill="none" stroke="black" stroke-width="2"/><text x="100" y="50">R</text></svg>')}`
const loss = 'P=\\frac{U^{2}}{R}'

/** What a composite question's items have in common, with everything a text can hold. */
const material: Rich = [
  {
    kind: 'paragraph',
    content: [
      { kind: 'text', text: '某车间照明回路的测量结果见下表，负载消耗的功率为 ' },
      { kind: 'formula', latex: loss },
      { kind: 'text', text: '，接线见图。' },
    ],
  },
  {
    kind: 'table',
    rows: [
      [
        { content: [{ kind: 'text', text: '电压 U', marks: ['bold'] }] },
        { content: [{ kind: 'text', text: '220 V' }] },
      ],
      [
        { content: [{ kind: 'text', text: '电阻 R', marks: ['bold'] }] },
        { content: [{ kind: 'text', text: '48.4 Ω' }] },
      ],
    ],
  },
  { kind: 'paragraph', content: [{ kind: 'picture', digest, alt: '电阻 R 串入电源回路' }] },
]

const itemAt = (index: number): PaperItem => {
  const number = index + 1
  const kind = index % 4
  const id = `q${String(number).padStart(3, '0')}`
  if (kind === 3) {
    const options = [
      { label: 'A', content: plain('正确') },
      { label: 'B', content: plain('错误') },
    ]
    return { id, type: 'judge', stem: plain(stems[3]!), options, points: 1 }
  }
  const options = optionTexts[kind]!.map((text, at) => ({ label: 'ABCD'[at]!, content: plain(text) }))
  const stem = plain(stems[kind]!)
  if (kind === 2) return { id, type: 'multiple', material, stem, options, points: 1 }
  return { id, type: 'single', stem, options, points: 1 }
}

/** A paper of `count` items that carries a key, as a careless package would: the node must drop it. */
export const samplePaper = (
  count: number,
): OpenedPaper & { readonly key: { readonly [id: string]: string } } => {
  const items = Array.from({ length: count }, (_, index) => ({ ...itemAt(index), answer: 'KEY-B' }))
  return {
    paperId: 'paper-1',
    title: '电工（四级/中级工）理论知识试卷',
    subject: '理论知识',
    items,
    forms: [{ name: '', items: items.map(({ id }) => id) }],
    pictures: { [digest]: circuit },
    formulas: { [loss]: mathmlOf(loss) },
    key: Object.fromEntries(items.map(({ id }) => [id, 'KEY-B'])),
  }
}

export const shares = { one: 'c2hhcmUtb25l', two: 'c2hhcmUtdHdv' } as const

/** Stands in for the seal: the package is the paper's JSON, and both people must bring their own share. */
export const openSamplePackage: OpenPackage = async (sealed, brought) => {
  const texts = brought.map(({ share }) => Buffer.from(share).toString()).sort()
  if (texts.join() !== [shares.one, shares.two].sort().join()) {
    return refuse('share-wrong', {
      sentence: '密钥份额不正确，试卷包未能启封。',
      remedy: '请核对各自保管的密钥份额。',
      clauses: ['SDS-4.2-06'],
    })
  }
  return accept(JSON.parse(Buffer.from(sealed).toString('utf8')) as OpenedPaper)
}

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'

const seatAt = (index: number, columns: number): RosterEntry => {
  const row = Math.floor(index / columns) + 1
  const column = (index % columns) + 1
  const serial = String(index + 1).padStart(3, '0')
  return {
    seat: `${row}-${column}`,
    row,
    column,
    candidate: `c${serial}`,
    name: `${surnames[index % surnames.length]}样例${index >= surnames.length ? Math.floor(index / surnames.length) : ''}`,
    maskedNumber: `3701**********9${serial}`,
    ticketNumber: `2026122601${serial}`,
    form: 0,
  }
}

const sampleSalt = 'salt-of-the-sample'

/** The document number of the sample's candidates, in the order of the roster. */
export const numberOf = (index: number): string => `37010219900101${String(1000 + index)}`

const documentAt = (index: number) => ({
  number: numberDigest(sm3, sampleSalt, numberOf(index)),
  lastSix: lastSixDigest(sm3, sampleSalt, numberOf(index)),
})

export interface SampleChoice {
  readonly seats?: number
  readonly columns?: number
  readonly items?: number
  readonly plannedStart?: string
  readonly plannedEnd?: string
  readonly sittingId?: string
  readonly photo?: Uint8Array
  readonly rules?: RoomRules
  readonly roomName?: string
  /** The roster has digests of document numbers, `numberOf(index)`. */
  readonly withDocuments?: boolean
}

/** A room of synthetic people, 09:00–10:30 on 2026-12-26 unless told otherwise. Passcodes equal the duty ids. */
export const sampleSitting = async (choice: SampleChoice = {}): Promise<PreparedSitting> => {
  const { seats = 4, columns = 6, items = 8, photo } = choice
  const duty = async (id: string, name: string, role: 'invigilator' | 'chief' | 'supervisor') => ({
    ...{ id, name, role },
    custodian: role === 'invigilator' ? id : null,
    passcodeHash: await hashPasscode(id),
  })
  const roster = Array.from({ length: seats }, (_, index) => ({
    ...seatAt(index, columns),
    ...(photo ? { photo } : {}),
    ...(choice.withDocuments && { document: documentAt(index) }),
  }))
  return {
    sittingId: choice.sittingId ?? 'sitting-1',
    title: '电工 四级/中级工 理论知识考试',
    organisation: '澜川样例职业技能评价中心',
    site: '澜川样例考点',
    roomName: choice.roomName ?? '第一机房',
    plannedStart: choice.plannedStart ?? '2026-12-26T01:00:00.000Z',
    plannedEnd: choice.plannedEnd ?? '2026-12-26T02:30:00.000Z',
    grid: {
      rows: Math.max(2, Math.ceil(seats / columns)),
      columns,
      aislesAfter: [Math.floor(columns / 2)],
      door: 'front-right',
      defects: [{ row: Math.max(2, Math.ceil(seats / columns)), column: columns, reason: '主机故障' }],
    },
    roster,
    duties: [
      await duty('j01', '监考甲', 'invigilator'),
      await duty('j02', '监考乙', 'invigilator'),
      await duty('z01', '主考丙', 'chief'),
      await duty('d01', '督导丁', 'supervisor'),
    ],
    rules: choice.rules ?? sampleRules,
    ...(choice.withDocuments && { documentSalt: sampleSalt }),
    guide: [
      '用鼠标点击选项，或按字母键 A 至 E 作答；再按一次取消。',
      '用左右方向键换题，按 M 键标记需要复查的题目。',
      '每次作答自动保存，页面下方显示最近保存的时间。',
      '考试机出现故障时请举手，已保存的作答不会丢失。',
    ],
    sealedPackage: Buffer.from(JSON.stringify(samplePaper(items))),
  }
}
