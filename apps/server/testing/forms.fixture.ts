import type { PaperEntry } from '#modules/itembank/assembly/core/draw.ts'
import type { Item, Part } from '#modules/itembank/core/item.ts'
import { plain } from '#modules/itembank/core/rich.ts'
import { writePaper } from '#modules/itembank/paper/core/paper-content.ts'
import { paperText } from '#modules/itembank/paper/store/paper.store.ts'

/** Of the picture that one item shows. */
export const digest = 'd'.repeat(64)
export const pictureUri = 'data:image/png;base64,iVBORw0KGgo='
export const material = '某车间三相异步电动机起动后转速偏低。'

const options = [
  { label: 'A', content: plain('甲') },
  { label: 'B', content: plain('乙') },
  { label: 'C', content: plain('丙') },
] as const

const item = (sequence: number, changes: Partial<Item> = {}): Item => ({
  ...{ code: `B-A-A-A-001-00${sequence}`, type: 'B', pointCode: 'A-A-A-001', sequence },
  ...{ stem: plain(`第${sequence}题`), options, parts: [], key: { kind: 'choice', labels: ['A'] } },
  ...{ difficulty: 3, consistency: 4, figure: '', explanation: plain('解析'), source: '' },
  ...changes,
})

const part = (label: 'B' | 'C', share: number): Part => {
  const { stem } = item(9)
  return { type: 'B', stem, options, key: { kind: 'choice', labels: [label] }, share }
}

const single = item(1)
const drawn = item(2, {
  stem: [{ kind: 'paragraph', content: [{ kind: 'picture', digest, alt: '电动机接线图' }] }],
})
const composite = item(3, {
  ...{ code: 'F-A-A-A-001-003', type: 'F', stem: plain(material), options: [], key: { kind: 'parts' } },
  parts: [part('B', 1), part('C', 1)],
})
const other = item(4, { key: { kind: 'choice', labels: ['C'] } })
const items = [single, drawn, composite, other]

/** Items are of 1, 2, 4 and 4 points in their order. Form 甲 has a single choice and the composite, form 乙 the composite, one with a picture and another single. */
export const writtenForms = () => {
  const entries: PaperEntry[] = items.map(({ code, type }, at) => ({
    ...{ position: at + 1, code, type, points: type === 'F' ? 4 : at + 1 },
  }))
  const forms = [
    { name: '甲', codes: [single.code, composite.code] },
    { name: '乙', codes: [composite.code, drawn.code, other.code] },
  ]
  const parts = {
    items: new Map(items.map((one) => [one.code, one])),
    pictures: new Map([[digest, pictureUri]]),
    mathml: () => '',
  }
  const head = { paperId: 'paper', title: '电工（四级/中级工）理论知识试卷', subject: '理论知识' }
  const { paper, key } = writePaper(head, { entries, forms }, parts)
  return { paper, key, content: paperText(paper) }
}
