import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { day } from '#platform/clock/day.ts'
import { systemFontFolders } from '#platform/document/fonts.ts'
import { openDocumentPress } from '#platform/document/press.ts'
import { qrSvg } from '#platform/document/qr.ts'
import { plain, type Rich } from '../../core/rich.ts'
import { copiesOf, copiesOfPart, judgeWish, partsOf, readTrace, traceCode } from './core/print.rule.ts'
import { sampleForm, samplePaper, sampleSheet } from './documents.fixture.ts'
import { mathOfLatex } from './math-docx.ts'
import { answerKeyDocx, paperDocx } from './paper-docx.ts'
import { typstRich, Unsettable } from './rich-typst.ts'
import { answerKeyForm, formData, headData, pictureFiles, picturesByDigest } from './set-paper.ts'
import { answerSections } from './sheet-data.ts'

const press = openDocumentPress({
  root: process.cwd(),
  fontDirs: [path.resolve('data/fonts'), ...systemFontFolders],
})
after(() => press.close())
const skip = press.families().some(({ role }) => role === 'serif') ? false : 'this machine has no serif'
const folder = 'modules/itembank/paper/documents'
const paper = samplePaper()
const pictures = picturesByDigest(paper)

const render = async (template: string, data: unknown, images: Readonly<Record<string, Uint8Array>> = {}) =>
  press.render(
    { template: { path: `${folder}/${template}` }, data: data as never, images },
    { date: day('2026-11-26'), title: '试印' },
  )

/** The words of each page, by poppler; null where the machine has none. */
const pagesOf = (pdf: Uint8Array): readonly string[] | null => {
  const file = path.join(tmpdir(), `documents-${process.pid}.pdf`)
  writeFileSync(file, pdf)
  const { status, stdout } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  return status === 0 ? stdout.split('\f').map((page) => page.replaceAll(/\s+/g, '')) : null
}

const copies = async (numbers: readonly number[]) => ({
  data: numbers.map((number) => ({
    ...{ number, label: String(number).padStart(4, '0'), code: 'K7F3-9QXM', at: (number - 1) % 2 },
    ...{ form: 'AB'[(number - 1) % 2], qr: `copy-${number}.svg` },
  })),
  images: Object.fromEntries(
    await Promise.all(
      numbers.map(async (number) => [
        `copy-${number}.svg`,
        new TextEncoder().encode(await qrSvg('K7F39QXM')),
      ]),
    ),
  ) as Readonly<Record<string, Uint8Array>>,
})

test('the paper is set with head, seal line, sections of all nine types, both forms and numbered copies', {
  skip,
}, async () => {
  const numbered = await copies([1, 2])
  const forms = paper.forms.map((form) => formData(form, pictures))
  const images = { ...pictureFiles(paper), ...numbered.images }
  const pdf = await render('paper.typ', { head: headData(paper), forms, copies: numbered.data }, images)
  const pages = pagesOf(pdf)
  if (!pages) return
  const all = pages.join('')
  for (const words of ['注意事项', '姓名', '准考证号', '身份证号', '考生答题不得超过此线', '统分人'])
    assert.ok(pages[0]!.includes(words) || [...words].every((one) => pages[0]!.includes(one)), words)
  for (const name of [
    '单选题',
    '判断题',
    '多选题',
    '填空题',
    '简答题',
    '计算题',
    '论述题',
    '案例题',
    '综合题',
  ])
    assert.ok(all.includes(name), name)
  for (const words of ['A卷', 'B卷', '№0001', '№0002', 'K7F3-9QXM', '第1页共', '（第1题～第2题。'])
    assert.ok(all.includes(words), words)
  for (const { items } of sampleForm('A').sections)
    for (const { answer } of items) assert.ok(answer.length === 0 || !all.includes('机密答案'))
})

test('the key is a document of its own, with short answers in a grid and how the others are marked', {
  skip,
}, async () => {
  const forms = paper.forms.map((form) => answerKeyForm(form, pictures))
  const data = { head: headData(paper), code: 'K7F3-9QXM', label: '0001', forms }
  const pages = pagesOf(await render('answer-key.typ', data, pictureFiles(paper)))
  if (!pages) return
  const all = pages.join('')
  for (const words of ['标准答案及评分标准', '题号', '评分说明', '断路器', '机密'])
    assert.ok(all.includes(words), words)
})

test('HN-3.1.4-08 the answer sheet of a candidate has the seven fields, filled in, and room for every item', {
  skip,
}, async () => {
  const data = { ...sampleSheet(answerSections(paper.forms[0]!)) }
  const images = { 'seat.svg': new TextEncoder().encode(await qrSvg('K7F39QXM-261201001')) }
  const pages = pagesOf(await render('answer-sheet.typ', data, images))
  if (!pages) return
  const first = pages[0]!
  const fields = ['科目代码', '级别', '职业', '地区', '姓名', '身份证号', '准考证号']
  for (const words of [
    ...fields,
    '01',
    '四级/中级工',
    '电工',
    '澜川市',
    '李明',
    '370102200001010010',
    '261201001',
  ])
    assert.ok(first.includes(words), words)
  assert.ok(pages.join('').includes('10(2).'), 'parts of a composite are answered one by one')
})

test('a file for Word holds the same words, tables, pictures and formulas as Word’s own', async () => {
  const parts = unzipSync(await paperDocx(paper, '电工试卷 K7F3-9QXM'))
  const xml = strFromU8(parts['word/document.xml']!)
  for (const words of [
    '注 意 事 项',
    '单选题',
    '综合题',
    '<m:rad>',
    '<m:sSubSup>',
    '<w:tbl>',
    '<w:gridSpan',
    '<pic:pic',
  ])
    assert.ok(xml.includes(words), words)
  const key = strFromU8(unzipSync(await answerKeyDocx(paper, '电工试卷'))['word/document.xml']!)
  assert.ok(key.includes('标准答案及评分标准') && key.includes('断路器'))
  assert.ok(!xml.includes('断路器；隔离开关'))
})

test('typed indices are set as true ones, and empty brackets get room for a letter', () => {
  const [block] = typstRich(plain('H₂O 的 10⁻⁶（ ）'), pictures) as { content: object[] }[]
  assert.deepEqual(block!.content, [
    { kind: 'text', text: 'H', marks: [] },
    { kind: 'text', text: '2', marks: ['subscript'] },
    { kind: 'text', text: 'O 的 10', marks: [] },
    { kind: 'text', text: '-6', marks: ['superscript'] },
    { kind: 'bracket' },
  ])
})

test('what cannot be set is refused by its name, never left out', () => {
  const formula: Rich = [{ kind: 'paragraph', content: [{ kind: 'formula', latex: '\\nosuch{x}' }] }]
  const code: Rich = [{ kind: 'paragraph', content: [{ kind: 'formula', latex: 'a#read("/etc/hosts")' }] }]
  const picture: Rich = [
    { kind: 'paragraph', content: [{ kind: 'picture', digest: 'f'.repeat(64), alt: '接线图' }] },
  ]
  const reason = (work: () => unknown) => {
    try {
      work()
    } catch (error) {
      return error instanceof Unsettable ? error.message : String(error)
    }
    return 'set'
  }
  assert.match(
    reason(() => typstRich(formula, pictures)),
    /nosuch/,
  )
  assert.match(
    reason(() => typstRich(code, pictures)),
    /无法排版/,
  )
  assert.match(
    reason(() => typstRich(picture, pictures)),
    /接线图/,
  )
  assert.match(
    reason(() => mathOfLatex('\\begin{matrix}a&b\\\\c&d\\end{matrix}')),
    /请改用 PDF/,
  )
  assert.equal(
    reason(() => typstRich(plain('甲（ ）乙'), pictures)),
    'set',
  )
})

test('words that look like markup are set as they are', { skip }, async () => {
  const [form] = paper.forms
  const [section] = form!.sections
  const odd = '#let x = 1 *粗* _斜_ $a$ @b <c> // 注释 \\ "引"'
  const items = [{ ...section!.items[0]!, stem: plain(odd) }]
  const data = formData({ name: '', sections: [{ ...section!, items }] }, pictures)
  const numbered = await copies([1])
  const pdf = await render(
    'paper.typ',
    { head: headData(paper), forms: [data], copies: numbered.data },
    numbered.images,
  )
  const pages = pagesOf(pdf)
  if (pages) assert.ok(pages.join('').includes('#letx=1*粗*_斜_$a$@b<c>//注释\\'), pages[0])
})

test('copies are numbered form after form, in parts, and a code found on a copy is read however it is typed', () => {
  const wish = { document: 'paper', format: 'pdf', forms: [0, 1], copies: 30 } as const
  assert.deepEqual(
    copiesOf(wish).map(({ number }) => number),
    Array.from({ length: 60 }, (_, at) => at + 1),
  )
  assert.equal(partsOf(wish), 3)
  assert.deepEqual(copiesOfPart(wish, 2).at(5), { form: 1, number: 31 })
  assert.equal(partsOf({ ...wish, format: 'docx' }), 1)
  assert.equal(judgeWish(wish, 'theory'), undefined)
  assert.equal(judgeWish(wish, 'practical')?.code, 'PRINT_UNAVAILABLE')
  assert.equal(judgeWish({ ...wish, copies: 3000 }, 'theory')?.field, 'copies')
  const code = traceCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 200]))
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  assert.deepEqual(readTrace(`${code.replace('-', '').toLowerCase()}-0031`), { code, number: 31 })
  assert.deepEqual(readTrace(` ${code} № 7 `), { code, number: 7 })
  assert.equal(readTrace('第七份'), null)
})
