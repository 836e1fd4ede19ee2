import { deflateSync } from 'node:zlib'
import type { Json } from '#platform/contract/verdict.ts'
import { type ItemType, itemTypes } from '../../core/item.ts'
import { plain, type Rich } from '../../core/rich.ts'
import type { PrintedForm, PrintedItem, PrintedPaper } from './core/printed-paper.ts'

const digest = 'a'.repeat(64)

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  let crc = 0xffffffff
  for (const byte of body) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4)
  return out
}

/** A grey picture of 8 by 4. */
const png = (): Uint8Array => {
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 4, 8, 0, 0, 0, 0])
  const rows = Buffer.concat(Array.from({ length: 4 }, () => Buffer.from([0, ...Array(8).fill(200)])))
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ])
}

const item = (type: ItemType, changes: Partial<PrintedItem> = {}): PrintedItem => ({
  number: '1',
  type,
  stem: plain(`${itemTypes[type].name}：电气设备停电后应视为（ ）。`),
  options: [],
  points: 1,
  parts: [],
  answer: plain('见标准'),
  explanation: [],
  ...changes,
})

const options = (['A', 'B', 'C', 'D'] as const).map((label) => ({ label, content: plain(`选项${label}`) }))

const calculation: Rich = [
  {
    kind: 'paragraph',
    content: [
      { kind: 'text', text: '已知 ' },
      { kind: 'formula', latex: 'Z=\\sqrt{R^2+X_L^2}=\\frac{22}{1}\\,\\Omega' },
      { kind: 'text', text: '，求电流（', marks: ['bold'] },
      { kind: 'text', text: '写出过程', marks: ['underline'] },
      { kind: 'text', text: '）。' },
    ],
  },
  { kind: 'paragraph', content: [{ kind: 'picture', digest, alt: '接线图', width: 200 }] },
  {
    kind: 'table',
    rows: [
      [
        { content: [{ kind: 'text', text: '参数' }] },
        { content: [{ kind: 'text', text: '数值' }], columns: 2 },
      ],
      [
        { content: [{ kind: 'text', text: 'R' }] },
        { content: [{ kind: 'text', text: '10' }] },
        { content: [{ kind: 'text', text: 'Ω' }] },
      ],
    ],
  },
  {
    kind: 'list',
    ordered: true,
    items: [[{ kind: 'text', text: '画出相量图；' }], [{ kind: 'text', text: '列式。' }]],
  },
]

const blanks: Rich = [
  {
    kind: 'paragraph',
    content: [
      { kind: 'text', text: '应先拉' },
      { kind: 'blank' },
      { kind: 'text', text: '，后拉' },
      { kind: 'blank' },
    ],
  },
]

/** A form with an item of each type. */
export const sampleForm = (name: string): PrintedForm => {
  const composite = [item('B', { options, answer: plain('A') }), item('D', { number: '2', points: 3 })]
  const items: readonly PrintedItem[] = [
    item('B', { options, answer: plain('B') }),
    item('B', { options, answer: plain('C'), explanation: plain('见安全规程。') }),
    item('C', { answer: plain('√') }),
    item('G', { options, answer: plain('ABD') }),
    item('T', { stem: blanks, answer: plain('断路器；隔离开关') }),
    item('D', { points: 5 }),
    item('U', { stem: calculation, points: 10, explanation: plain('公式正确 4 分，结果 6 分。') }),
    item('W', { points: 10 }),
    item('E', { points: 10 }),
    item('F', { points: 5, answer: [], parts: composite }),
  ]
  const types = [...new Set(items.map(({ type }) => type))]
  let number = 0
  return {
    name,
    sections: types.map((type) => ({
      type,
      typeName: itemTypes[type].name,
      pointsEach: type === 'F' ? null : (items.find((one) => one.type === type)?.points ?? null),
      items: items
        .filter((one) => one.type === type)
        .map((one) => {
          number += 1
          return { ...one, number: String(number) }
        }),
    })),
  }
}

export const samplePaper = (): PrintedPaper => ({
  head: {
    organisation: '澜川市试验职业培训学校',
    title: '电工（四级）理论知识试卷',
    occupation: '电工',
    level: '四级/中级工',
    subject: '理论知识',
    minutes: 90,
    points: 100,
  },
  forms: [sampleForm('A'), sampleForm('B')],
  pictures: [{ digest, mediaType: 'image/png', width: 8, height: 4, bytes: png() }],
})

/** An answer sheet of one candidate around the given sections. */
export const sampleSheet = (sections: Json) => ({
  ...{ organisation: '澜川市试验职业培训学校', batch: '2026年第4批', number: 1, form: 'A' },
  ...{ title: '电工（四级）理论知识试卷', occupation: '电工', level: '四级/中级工', subjectCode: '01' },
  time: '2026年12月26日 09:00—10:30',
  sections,
  sheets: [
    {
      ...{ seat: 1, name: '李明', ticket: '261201001', document: '370102200001010010', region: '澜川市' },
      ...{ room: 'A101 第一考场', code: 'K7F3-9QXM-261201001', qr: 'seat.svg' },
    },
  ],
})
