import { type Block, type Inline, type Mark, marks, type Rich, tidy } from '../../core/rich.ts'
import type { Loss } from '../core/parsed.ts'
import { splitFormulas } from './html-formula.ts'
import { MathCapture } from './html-math.ts'
import { blocks, dropped, headings, layout, markOfTag, marksOfStyle, media } from './html-tags.ts'
import { LossList } from './losses.ts'

export type TagAttributes = Readonly<Record<string, string>>

/** Gives the picture of an image's address, or undefined when it is none that the file carries. */
export type PictureSource = (src: string) => string | undefined

type Line = Inline[]
type Frame =
  | { readonly kind: 'list'; readonly items: Line[] }
  | { readonly kind: 'table'; readonly rows: { content: Line; columns?: number; rows?: number }[][] }

interface Effect {
  readonly name: string
  readonly marks: readonly Mark[]
  readonly exact: boolean
  readonly close?: () => void
}

const spanOf = (text: string | undefined): number | undefined => {
  const span = Number(text)
  return Number.isInteger(span) && span > 1 && span <= 100 ? span : undefined
}

const widthOf = (text: string | undefined): number | undefined => {
  const width = Math.round(Number.parseFloat(text ?? ''))
  return width >= 8 && width <= 2000 && !text?.includes('%') ? width : undefined
}

const isExact = (name: string, style: string, named: string | undefined): boolean =>
  name === 'pre' || named === 'exact-space' || /white-space\s*:\s*(pre|break-spaces)/.test(style)

/** Takes tags and text in the order of a document, HTML or XML, and builds the closed set that items hold. */
export class HtmlSink {
  readonly losses = new LossList()
  readonly #picture: PictureSource
  readonly #blocks: Block[] = []
  readonly #stack: Effect[] = []
  #line: Line | undefined
  #frame: Frame | undefined
  /** Lists and tables open within the frame; they are flattened. */
  #inner = 0
  #dropping = 0
  #text = ''
  #lastSpace = true
  #wantsBreak = false
  #math: MathCapture | undefined

  constructor(picture: PictureSource) {
    this.#picture = picture
  }

  finish(): { readonly rich: Rich; readonly losses: readonly Loss[] } {
    while (this.#stack.length > 0) this.close()
    this.#flush()
    this.#endLine()
    return { rich: tidy(this.#blocks), losses: this.losses.list() }
  }

  /** A place to fill in, found by the reader of the format. */
  blank(): void {
    this.#flush()
    this.#put({ kind: 'blank' })
  }

  text(text: string): void {
    if (this.#math) this.#math.text(text)
    else if (this.#dropping === 0) this.#text += text
  }

  open(name: string, attributes: TagAttributes): void {
    this.#flush()
    if (this.#math) this.#math.open(name, attributes.encoding)
    else if (this.#dropping > 0) this.#dropping += 1
    else this.#openTag(name, attributes)
  }

  #openTag(name: string, attributes: TagAttributes): void {
    this.#judgeAttributes(attributes)
    if (this.#stands(name, attributes)) this.#dropping = 1
    else this.#stack.push(this.#effectOf(name, attributes))
  }

  /** A tag that stands for something itself, whatever is written inside it. */
  #stands(name: string, attributes: TagAttributes): boolean {
    const lost = dropped[name]
    const latex = attributes['data-latex']
    if (lost !== undefined) this.losses.add(lost, attributes.src ?? attributes.data ?? '')
    else if (latex) this.#formula(latex)
    else if (name === 'span' && attributes.class === 'blank') this.blank()
    else return false
    return true
  }

  close(): void {
    this.#flush()
    if (this.#math) this.#closeMath()
    else if (this.#dropping > 0) this.#dropping -= 1
    else this.#stack.pop()?.close?.()
  }

  #judgeAttributes(attributes: TagAttributes): void {
    for (const name of Object.keys(attributes)) {
      if (/^on[a-z]/i.test(name)) this.losses.add('事件属性', `${name}=${attributes[name]}`)
    }
  }

  #effectOf(name: string, attributes: TagAttributes): Effect {
    const style = (attributes.style ?? '').slice(0, 2000).toLowerCase()
    const own = markOfTag[name]
    const effect = {
      name,
      marks: [...(own ? [own] : []), ...marksOfStyle(style)],
      exact: isExact(name, style, attributes.class),
    }
    if (blocks.has(name)) return { ...effect, ...this.#openBlock(name) }
    switch (name) {
      case 'ul':
      case 'ol':
        return { ...effect, close: this.#openFrame({ kind: 'list', items: [] }, name === 'ol') }
      case 'table':
        return { ...effect, close: this.#openFrame({ kind: 'table', rows: [] }, false) }
      case 'li':
      case 'tr':
      case 'td':
      case 'th':
        return { ...effect, ...this.#openPlace(name, attributes) }
      case 'br':
        this.#put({ kind: 'break' })
        return effect
      case 'img':
        this.#image(attributes)
        return effect
      case 'math':
        this.#math = new MathCapture()
        return effect
    }
    this.#openInline(name, attributes)
    return effect
  }

  #openInline(name: string, attributes: TagAttributes): void {
    if (name === 'a') this.losses.add('链接', attributes.href ?? '')
    else if (media.has(name)) this.losses.add('音频或视频', attributes.src ?? '')
    else if (!markOfTag[name] && !layout.has(name)) this.losses.add('标签样式', `<${name}>`)
  }

  /** Headings and quotations are kept as paragraphs. A paragraph that is written stays even when it is empty. */
  #openBlock(name: string): Pick<Effect, 'close'> {
    if (headings.has(name)) this.losses.add('标题样式', `<${name}>`)
    if (name === 'hr') this.losses.add('分隔线')
    if (this.#frame) {
      const endLine = () => {
        this.#wantsBreak = true
      }
      endLine()
      return { close: endLine }
    }
    this.#endLine()
    if (name === 'p' || headings.has(name)) this.#startParagraph()
    return { close: () => this.#endLine() }
  }

  #openFrame(frame: Frame, ordered: boolean): () => void {
    if (this.#frame) {
      this.#inner += 1
      this.#wantsBreak = true
      this.losses.add(frame.kind === 'list' ? '多级列表或嵌套列表' : '嵌套表格')
      return () => {
        this.#inner -= 1
        this.#wantsBreak = true
      }
    }
    this.#endLine()
    this.#frame = frame
    this.#blocks.push(
      frame.kind === 'list'
        ? { kind: 'list', ordered, items: frame.items }
        : { kind: 'table', rows: frame.rows },
    )
    return () => {
      this.#endLine()
      this.#frame = undefined
      this.#inner = 0
    }
  }

  #openPlace(name: string, attributes: TagAttributes): Pick<Effect, 'close'> {
    const frame = this.#frame
    if (frame?.kind === 'list' && name === 'li') frame.items.push(this.#startLine())
    else if (frame?.kind === 'table' && this.#inner === 0 && name === 'tr') frame.rows.push([])
    else if (frame?.kind === 'table' && this.#inner === 0 && name !== 'li')
      this.#openCell(frame.rows, attributes)
    else if (frame) this.#wantsBreak = true
    else this.#endLine()
    if (name === 'th') this.losses.add('表头单元格')
    return {}
  }

  #openCell(rows: (Frame & { kind: 'table' })['rows'], attributes: TagAttributes): void {
    if (rows.length === 0) rows.push([])
    const [columns, covered] = [spanOf(attributes.colspan), spanOf(attributes.rowspan)]
    rows.at(-1)!.push({
      content: this.#startLine(),
      ...(columns && { columns }),
      ...(covered && { rows: covered }),
    })
  }

  #startLine(): Line {
    this.#endLine()
    this.#line = []
    this.#lastSpace = true
    this.#wantsBreak = false
    return this.#line
  }

  #startParagraph(): Line {
    const content = this.#startLine()
    this.#blocks.push({ kind: 'paragraph', content })
    return content
  }

  /** White space at the end of a line is no text; where it was written exactly it is. */
  #endLine(): void {
    const last = this.#line?.at(-1)
    if (this.#line && last?.kind === 'text' && this.#lastSpace && last.text.endsWith(' ')) {
      const text = last.text.slice(0, -1)
      if (text === '') this.#line.pop()
      else this.#line[this.#line.length - 1] = { ...last, text }
    }
    this.#line = undefined
    this.#wantsBreak = false
  }

  #put(inline: Inline): void {
    if (this.#frame && this.#line === undefined) {
      if (inline.kind === 'break') return
      // Words between the rows of a table or the items of a list: they get a place of their own.
      if (this.#frame.kind === 'list') this.#frame.items.push(this.#startLine())
      else this.#openCell(this.#frame.rows, {})
    }
    const line = this.#line ?? this.#startParagraph()
    if (this.#wantsBreak && line.length > 0) line.push({ kind: 'break' })
    this.#wantsBreak = false
    line.push(inline)
    this.#lastSpace = inline.kind === 'break'
  }

  #formula(latex: string): void {
    if (latex.length <= 4000) this.#put({ kind: 'formula', latex })
    else this.losses.add('过长的公式', latex)
  }

  #image(attributes: TagAttributes): void {
    const { src = '', alt = '' } = attributes
    const digest = this.#picture(src)
    const width = widthOf(attributes.width)
    if (digest)
      this.#put({ kind: 'picture', digest, alt: alt.slice(0, 500).toWellFormed(), ...(width && { width }) })
    else this.losses.add('外部图片或缺失的图片', src)
  }

  #flush(): void {
    if (this.#text === '') return
    const text = this.#text
    this.#text = ''
    for (const piece of splitFormulas(text)) {
      if ('latex' in piece) this.#formula(piece.latex)
      else this.#words(piece.text)
    }
  }

  #words(raw: string): void {
    if (this.#stack.some(({ exact }) => exact)) this.#exactWords(raw)
    else this.#foldedWords(raw)
  }

  #foldedWords(raw: string): void {
    let text = raw.replace(/[ \t\r\n\f]+/g, ' ')
    const atStart = this.#line === undefined || this.#lastSpace || (this.#wantsBreak && this.#line.length > 0)
    if (atStart && text.startsWith(' ')) text = text.slice(1)
    if (text === '') return
    this.#run(text)
    this.#lastSpace = text.endsWith(' ')
  }

  #exactWords(raw: string): void {
    raw.split(/\r\n|\r|\n/).forEach((text, at) => {
      if (at > 0) this.#put({ kind: 'break' })
      if (text !== '') this.#run(text)
    })
    this.#lastSpace = false
  }

  #run(text: string): void {
    const held = new Set(this.#stack.flatMap((effect) => effect.marks))
    const kept = marks.filter((mark) => held.has(mark))
    this.#put({ kind: 'text', text, ...(kept.length > 0 && { marks: kept }) })
  }

  #closeMath(): void {
    const math = this.#math
    if (!math?.close()) return
    this.#math = undefined
    this.#stack.pop()
    const latex = math.latex()
    if (latex) this.#formula(latex)
    else this.losses.add('无法转换的 MathML 公式', math.source)
  }
}
