import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '#platform/random/seeded.ts'
import type { Rich } from '../../core/rich.ts'
import { richToHtml } from '../export/rich-to-html.ts'
import { htmlToRich } from './html-to-rich.ts'
import { somePictures, someRich } from './items.fixture.ts'

const none = () => undefined
const read = (html: string) => htmlToRich(html, none)
const p = (...content: Extract<Rich[number], { kind: 'paragraph' }>['content']): Rich[number] => ({
  kind: 'paragraph',
  content,
})
const t = (text: string) => ({ kind: 'text', text }) as const
const lossesOf = (html: string) => read(html).losses.map(({ what }) => what)

for (const formula of ['latex', 'mathml'] as const) {
  test(`rich text written as HTML (${formula}) reads back to the same: 3,000 texts of every piece`, async () => {
    const pictures = await somePictures()
    const random = seeded(`html ${formula}`)
    const form = { formula, picture: (digest: string) => `p:${digest}` }
    for (let at = 0; at < 3000; at++) {
      const rich = someRich(random, pictures)
      const html = richToHtml(rich, form)
      const back = htmlToRich(html, (src) => src.slice(2))
      assert.deepEqual(back.rich, rich, html)
      assert.deepEqual(back.losses, [], html)
    }
  })
}

test('entities, marks, breaks and styles are read as a browser shows them', () => {
  assert.deepEqual(read(' 甲&nbsp;&lt;乙&gt; <b>粗<i>斜</i></b>\n  H<sub>2</sub>O<br>尾 ').rich, [
    p(
      ...[t('甲\u00a0<乙> '), { kind: 'text', text: '粗', marks: ['bold'] } as const],
      ...[{ kind: 'text', text: '斜', marks: ['bold', 'italic'] } as const, t(' H')],
      ...[
        { kind: 'text', text: '2', marks: ['subscript'] } as const,
        t('O'),
        { kind: 'break' } as const,
        t('尾'),
      ],
    ),
  ])
  assert.deepEqual(read('<span style="font-weight: 700; text-decoration: underline">甲</span>').rich, [
    p({ kind: 'text', text: '甲', marks: ['bold', 'underline'] }),
  ])
  assert.deepEqual(read('<pre>a  b\nc</pre>').rich, [p(t('a  b'), { kind: 'break' }, t('c'))])
})

test('formulas are read from LaTeX delimiters and from MathML', () => {
  assert.deepEqual(read('由\\(U=IR\\)得$$P$$与\\[ W \\]').rich, [
    p(t('由'), { kind: 'formula', latex: 'U=IR' }, t('得'), { kind: 'formula', latex: 'P' }, t('与'), {
      kind: 'formula',
      latex: 'W',
    }),
  ])
  assert.deepEqual(read('<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>').rich, [
    p({ kind: 'formula', latex: '\\frac{1}{x}' }),
  ])
})

test('nested lists and tables are flattened, and that is said', () => {
  const { rich, losses } = read('<ul><li>甲<ul><li>子</li></ul></li><li><p>乙</p><p>丙</p></li></ul>')
  assert.deepEqual(rich, [
    { kind: 'list', ordered: false, items: [[t('甲')], [t('子')], [t('乙'), { kind: 'break' }, t('丙')]] },
  ])
  assert.deepEqual(
    losses.map(({ what }) => what),
    ['多级列表或嵌套列表'],
  )
  const table = read(
    '<table><tr><td>甲<table><tr><td>内</td></tr></table></td><td colspan=2>乙</td></tr></table>',
  )
  assert.deepEqual(table.rich, [
    {
      kind: 'table',
      rows: [[{ content: [t('甲'), { kind: 'break' }, t('内')] }, { content: [t('乙')], columns: 2 }]],
    },
  ])
  assert.deepEqual(
    table.losses.map(({ what }) => what),
    ['嵌套表格'],
  )
})

test('what could run or reach outside is left out and named', () => {
  const html = `<p onclick="x()">甲<script>alert(1)</script><style>p{}</style><iframe src="http://a/"></iframe>
    <img src="http://evil/a.png"><video src=v.mp4></video><a href="javascript:x()">链</a><svg><image href="x"/></svg></p>`
  const { rich, losses } = read(html)
  assert.deepEqual(rich, [p(t('甲 链'))])
  assert.deepEqual(
    losses.map(({ what }) => what),
    [
      ...[
        '事件属性',
        '脚本',
        '样式表',
        '嵌入网页',
        '外部图片或缺失的图片',
        '音频或视频',
        '链接',
        '内嵌矢量图',
      ],
    ],
  )
})

test('hostile HTML ends at once: 300,000 levels, 500,000 opening marks, an attribute of ten megabytes', () => {
  assert.ok(lossesOf('<b>'.repeat(300_000)).includes('嵌套过深的内容'))
  assert.equal(read('\\('.repeat(500_000)).rich.length, 1)
  assert.deepEqual(read(`<p title="${'x'.repeat(10_000_000)}">甲</p>`).rich, [p(t('甲'))])
})
