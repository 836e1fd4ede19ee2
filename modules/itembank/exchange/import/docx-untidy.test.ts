import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOf } from '../../core/rich.ts'
import { documentOf, dot, type Parts, packageOf, paragraph, paragraphs } from './package.fixture.ts'
import { readWordItems } from './word-items.ts'

const read = async (body: string, links: readonly string[] = [], more: Parts = {}) => {
  const verdict = await readWordItems(documentOf(body, links, more))
  assert.ok(!verdict.refused, JSON.stringify(verdict))
  return verdict.value
}
const said = async (...args: Parameters<typeof read>) =>
  (await read(...args)).items.map(({ draft }) => [
    textOf(draft.stem),
    draft.options.map(textOf).join('|'),
    textOf(draft.key),
  ])
const run = (text: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
const list = (id: number, level: number, text: string) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr></w:pPr>${run(text)}</w:p>`

const numbering = `<w:numbering xmlns:w="w">
  <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2．"/></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>`

test('automatic numbers are not in the text and are made: questions, options, headings, also by style', async () => {
  const styles =
    '<w:styles xmlns:w="w"><w:style w:styleId="Q"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="Q2"><w:basedOn w:val="Q"/></w:style></w:styles>'
  const styled = `<w:p><w:pPr><w:pStyle w:val="Q2"/></w:pPr>${run('第二题（ ）')}</w:p>`
  const body = [
    list(2, 0, '多项选择题'),
    list(1, 0, '第一题（ ）'),
    ...['甲', '乙', '丙'].map((text) => list(1, 1, text)),
    paragraph('答案：AC'),
    styled,
    ...['丁', '戊'].map((text) => list(1, 1, text)),
    paragraph('答案：AB'),
  ]
  const links = ['n numbering numbering.xml', 's styles styles.xml']
  const more = { 'word/numbering.xml': numbering, 'word/styles.xml': styles }
  assert.deepEqual(await said(body.join(''), links, more), [
    ['第一题（ ）', '甲|乙|丙', 'AC'],
    ['第二题（ ）', '丁|戊', 'AB'],
  ])
  assert.equal((await read(body.join(''), links, more)).items[0]?.draft.type, 'G')
})

const math = (inner: string) => `<m:oMath>${inner}</m:oMath>`
const mr = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`
const latex = async (inner: string) => {
  const { items } = await read(`<w:p>${run('1.求')}${math(inner)}</w:p>${paragraph('答案：略')}`)
  const [block] = items[0]!.draft.stem
  const found = block?.kind === 'paragraph' ? block.content.find(({ kind }) => kind === 'formula') : undefined
  return [
    found?.kind === 'formula' ? found.latex : undefined,
    items[0]!.losses.map(({ what }) => what),
  ] as const
}

test('formulas become LaTeX: fractions, scripts, radicals, delimiters, sums, matrices, functions, accents, equations', async () => {
  const e = (text: string) => `<m:e>${mr(text)}</m:e>`
  const cases: readonly (readonly [string, string])[] = [
    [`<m:f><m:num>${mr('1')}</m:num><m:den>${mr('2π')}</m:den></m:f>`, '\\frac{1}{2\\pi}'],
    [`<m:sSup>${e('x')}<m:sup>${mr('2')}</m:sup></m:sSup>`, 'x^2'],
    [`<m:sSubSup>${e('U')}<m:sub>${mr('ab')}</m:sub><m:sup>${mr('2')}</m:sup></m:sSubSup>`, 'U_{ab}^2'],
    [`<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>${e('3')}</m:rad>`, '\\sqrt{3}'],
    [`<m:rad><m:deg>${mr('n')}</m:deg>${e('a')}</m:rad>`, '\\sqrt[n]{a}'],
    [
      `<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr><m:e><m:eqArr>${e('x=1')}${e('y=2')}</m:eqArr></m:e></m:d>`,
      '\\left\\{ \\begin{aligned} x=1 \\\\ y=2 \\end{aligned} \\right.',
    ],
    [
      `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${mr('i=1')}</m:sub><m:sup>${mr('n')}</m:sup>${e('i')}</m:nary>`,
      '\\sum_{i=1}^{n} i',
    ],
    [
      `<m:d>${`<m:e><m:m><m:mr>${e('1')}${e('0')}</m:mr><m:mr>${e('0')}${e('1')}</m:mr></m:m></m:e>`}</m:d>`,
      '\\left( \\begin{matrix} 1 & 0 \\\\ 0 & 1 \\end{matrix} \\right)',
    ],
    [`<m:func><m:fName>${mr('sin')}</m:fName>${e('α')}</m:func>`, '\\sin {\\alpha}'],
    [`<m:acc><m:accPr><m:chr m:val="⃗"/></m:accPr>${e('F')}</m:acc>`, '\\vec{F}'],
    [`<m:limLow><m:e>${mr('lim')}</m:e><m:lim>${mr('x→0')}</m:lim></m:limLow>`, '\\lim_{x\\rightarrow 0}'],
    [mr('电压U≤5%×𝑥'), '\\text{电压}U\\leq 5\\%\\times x'],
  ]
  for (const [omml, wanted] of cases) assert.deepEqual(await latex(omml), [wanted, []])
  assert.deepEqual(await latex(`<m:novel>${mr('甲')}</m:novel>`), ['\\text{甲}', ['公式中的novel']])
})

const drawing = (id: string, attribute = 'r:embed') =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="190500" cy="95250"/><wp:docPr id="1" descr="接线图"/><a:graphic><a:blip ${attribute}="${id}"/></a:graphic></wp:inline></w:drawing></w:r>`

test('pictures stay where they are in stem and options, DrawingML and VML; what cannot be held is a loss of its item', async () => {
  const vml =
    '<w:r><w:pict><v:shape style="width:30pt;height:15pt"><v:imagedata r:id="b" o:title="表"/></v:shape></w:pict></w:r>'
  const equation =
    '<w:r><w:object><v:shape><v:imagedata r:id="w"/></v:shape><o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
  const body = [
    `<w:p>${run('1.如图')}${drawing('r')}${run('所示（ ）')}</w:p>`,
    `<w:p>${run('A.')}${vml}</w:p>`,
    paragraph('B.乙'),
    paragraph('答案：A'),
    `<w:p>${run('2.求')}${equation}${drawing('x', 'r:link')}</w:p>`,
    paragraph('答案：略'),
  ].join('')
  const links = [
    'r image media/r.png',
    'b image media/b.png',
    'w image media/w.wmf',
    'x image http://127.0.0.1/a.png',
  ]
  const more = {
    'word/media/r.png': await dot('#f00'),
    'word/media/b.png': await dot('#00f'),
    'word/media/w.wmf': 'wmf',
  }
  const { items, pictures } = await read(body, links, more)
  assert.deepEqual(
    [textOf(items[0]!.draft.stem), ...items[0]!.draft.options.map(textOf)],
    ['如图【图：接线图】所示（ ）', '【图：表】', '乙'],
  )
  assert.equal(pictures.length, 2)
  assert.deepEqual(items[0]!.losses, [])
  assert.deepEqual(
    items[1]!.losses.map(({ what, sample }) => [what, sample.slice(0, 23)]),
    [
      ['公式编辑器对象', 'Equation.3'],
      ['图片（WMF）', 'w.wmf：图片无法读取，或不是可用的图片格式。'.slice(0, 23)],
      ['链接的图片（未取）', 'http://127.0.0.1/a.png'],
    ],
  )
})

test('text boxes, marks, symbols, fields, links, revisions, notes and soft breaks', async () => {
  const box = `<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>${paragraph('B.乙')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${paragraph('B.乙')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
  const field = (code: string, result: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
  const body = [
    `<w:p>${run('1.10')}${run('3', '<w:vertAlign w:val="superscript"/>')}${run('强调', '<w:b/><w:i w:val="0"/>')}<w:ins>${run('增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F001"/></w:r>${field('PAGE', '7')}<w:hyperlink r:id="h">${run('链')}</w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
    `<w:p>${run('A.甲')}${box}</w:p>`,
    `<w:p>${run('C.丙')}<w:r><w:br/></w:r>${run('D.丁')}<w:r><w:br/></w:r>${run('续')}</w:p>`,
    paragraph('答案：Ｄ'),
  ].join('')
  const notes =
    '<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:t>注文</w:t></w:r></w:p></w:footnote></w:footnotes>'
  const { items } = await read(body, ['h hyperlink http://127.0.0.1/', 'f footnotes footnotes.xml'], {
    'word/footnotes.xml': notes,
  })
  const [item] = items
  assert.deepEqual(item!.draft.stem, [
    {
      kind: 'paragraph',
      content: [
        { kind: 'text', text: '10' },
        { kind: 'text', text: '3', marks: ['superscript'] },
        { kind: 'text', text: '强调', marks: ['bold'] },
        { kind: 'text', text: '增√7链' },
      ],
    },
  ])
  assert.deepEqual(item!.draft.options.map(textOf), ['甲', '乙', '丙', '丁\n续'])
  assert.deepEqual(
    item!.losses.map(({ what, sample }) => [what, sample]),
    [
      ['修订中删除的文字', '删'],
      ['符号', 'Wingdings F001'],
      ['超链接', 'http://127.0.0.1/'],
      ['脚注', '注文'],
    ],
  )
})

const table = (...rows: readonly (readonly string[])[]) =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${cell.startsWith('<') ? cell : paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`

test('a table in a stem stays a table; one that only arranges options or questions is read as their lines', async () => {
  const spanned = `<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${paragraph('表头')}`
  const body = [
    paragraph('1.按下表（ ）'),
    table([spanned], ['电压', '220V']),
    table(['A.甲', 'B.乙'], ['C.丙', 'D.丁']),
    paragraph('答案：C'),
    table(['2.第二题（ ）'], ['A.一 B.二'], ['答案：B']),
  ].join('')
  const { items } = await read(body)
  assert.deepEqual(
    items[0]!.draft.stem.map(({ kind }) => kind),
    ['paragraph', 'table'],
  )
  assert.deepEqual(items[0]!.draft.stem[1], {
    kind: 'table',
    rows: [
      [{ content: [{ kind: 'text', text: '表头' }], columns: 2 }],
      [{ content: [{ kind: 'text', text: '电压' }] }, { content: [{ kind: 'text', text: '220V' }] }],
    ],
  })
  assert.deepEqual(
    items.map(({ draft }) => [draft.options.map(textOf).join('|'), textOf(draft.key)]),
    [
      ['甲|乙|丙|丁', 'C'],
      ['一|二', 'B'],
    ],
  )
})

test('bodies that stand in other documents are read: HTML, MHT with its pictures, a docx; scripts run nowhere', async () => {
  const picture = Buffer.from(await dot('#0f0')).toString('base64')
  const html = `<html><head><meta charset="utf-8"><style>p{}</style></head><body><script>alert(1)</script><p>1.<b>甲</b>x<sup>2</sup><img src="data:image/png;base64,${picture}" alt="图"><img src="http://127.0.0.1/x.png">（ ）</p><div>A.一<br>B.二</div><p>答案：B</p></body></html>`
  const mht = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset="gb2312"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p>2.=BC=D7<img src=3D"image001.png"></p><p>A.=D2=BB B.=B6=FE</p><p>=B4=F0=B0=B8=A3=BAA</p>',
    '--b',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    'Content-Location: file:///C:/x/image001.png',
    '',
    picture,
    '--b--',
  ].join('\r\n')
  const inner = documentOf(paragraphs('3.丙（ ）', 'A.一 B.二', '答案：A'))
  const body = ['h', 'm', 'd', 'r', 'o'].map((id) => `<w:altChunk r:id="${id}"/>`).join('')
  const links = [
    'h aFChunk a.html',
    'm aFChunk b.mht',
    'd aFChunk c.docx',
    'r aFChunk d.rtf',
    'o aFChunk http://127.0.0.1/e.html',
  ]
  const more = { 'word/a.html': html, 'word/b.mht': mht, 'word/c.docx': inner, 'word/d.rtf': '{\\rtf1 x}' }
  const { items, pictures } = await read(body, links, more)
  assert.deepEqual(
    items.map(({ draft }) => [textOf(draft.stem), draft.options.map(textOf).join('|'), textOf(draft.key)]),
    [
      ['甲x2【图：图】（ ）', '一|二', 'B'],
      [`甲\n【图：${pictures[0]!.digest.slice(0, 8)}】`.replace('\n', ''), '一|二', 'A'],
      ['丙（ ）', '一|二', 'A'],
    ],
  )
  assert.equal(pictures.length, 1)
  assert.deepEqual(items[0]!.losses, [{ what: '链接的图片（未取）', sample: 'http://127.0.0.1/x.png' }])
  assert.deepEqual(
    items[2]!.losses.map(({ what }) => what),
    ['嵌入的其他文档', '嵌入的其他文档'],
  )
})

test('an element of a web page named as something every object has is read as text; a long name of a picture is cut', async () => {
  const html =
    '<html><body><p>1.<constructor>甲</constructor>（ ）</p><p>A.一 B.二</p><p>答案：B</p></body></html>'
  const image = '<w:r><w:drawing><a:graphic><a:blip r:embed="p"/></a:graphic></w:drawing></w:r>'
  const { items } = await read(
    `<w:altChunk r:id="h"/><w:p>${run('2.如图')}${image}</w:p>${paragraph('答案：略')}`,
    ['h aFChunk a.html', `p image media/${'长'.repeat(500)}.wmf`],
    { 'word/a.html': html },
  )
  assert.equal(textOf(items[0]!.draft.stem), '甲（ ）')
  assert.deepEqual(items[0]!.losses, [])
  assert.equal(items[1]!.losses[0]!.what, '图片（WMF）')
  assert.ok(items[1]!.losses[0]!.sample.length <= 200)
})

test('a Word document of 5,000 paragraphs is read whole', async () => {
  const body = Array.from({ length: 1000 }, (_, at) =>
    paragraphs(`${at + 1}.第${at}题（ ）`, 'A.甲', 'B.乙', 'C.丙', '答案：C'),
  ).join('')
  const bytes = documentOf(body)
  const verdict = await readWordItems(bytes)
  assert.ok(!verdict.refused)
  assert.equal(verdict.value.items.length, 1000)
})

const hostile: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
  'document-empty': () => new Uint8Array(0),
  'document-legacy-doc': () =>
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
  'document-wrong-type': () => new TextEncoder().encode('<html>改名为docx</html>'),
  'document-corrupt': () => documentOf(paragraphs('1.甲')).subarray(0, 300),
  'document-unsafe-path': () =>
    packageOf({ '../../etc/passwd': 'x', '[Content_Types].xml': '', 'word/document.xml': '' }),
  'document-document-type': () =>
    documentOf('', [], {
      'word/document.xml': '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w><body>&a;</body></w>',
    }),
  'document-ratio': () => documentOf('', [], { 'word/document.xml': ' '.repeat(30_000_000) }),
  'document-too-many-parts': () =>
    packageOf({
      ...Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [`word/p${at}`, ''])),
      '[Content_Types].xml': '',
    }),
}

test('hostile and broken documents are refused by name', async () => {
  for (const [code, bytes] of Object.entries(hostile)) {
    const verdict = await readWordItems(await bytes())
    assert.equal(verdict.refused ? verdict.code : 'accepted', code)
    assert.match(verdict.refused ? verdict.remedy : '', /。$/)
  }
  const deep = await readWordItems(documentOf(`${'<w:sdt>'.repeat(5000)}${'</w:sdt>'.repeat(5000)}`))
  assert.equal(deep.refused && deep.code, 'document-corrupt')
  const none = await readWordItems(documentOf(paragraph('一封信')))
  assert.equal(none.refused && none.code, 'ITEMS_MISSING')
})

test('a document within itself, again and again, ends', async () => {
  let bytes = documentOf(paragraphs('1.甲（ ）', 'A.一 B.二', '答案：A'))
  for (let depth = 0; depth < 6; depth++)
    bytes = documentOf('<w:altChunk r:id="d"/>', ['d aFChunk c.docx'], { 'word/c.docx': bytes })
  const verdict = await readWordItems(bytes)
  assert.equal(verdict.refused && verdict.code, 'ITEMS_MISSING')
})
