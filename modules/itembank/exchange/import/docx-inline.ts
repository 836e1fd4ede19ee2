import {
  childOf,
  elementsOf,
  nodeText,
  valOf,
  valOfChild,
  within,
  type XmlNode,
} from '#platform/office/tree.ts'
import { attribute } from '#platform/xml/feeder.ts'
import { marks as allMarks, type Inline, type Mark, type TextRun } from '../../core/rich.ts'
import type { Loss } from '../core/parsed.ts'
import { shortened } from '../core/tally.ts'
import { latexOf } from './docx-omml.ts'
import { isSymbolFont, symbolOf } from './docx-symbols.ts'
import { inlinePicture, type Shelved } from './picture-shelf.ts'

/** What the paragraphs of one part have in common while they are read in order. */
export interface DocxContext {
  /** Pictures by the relation that names them; undefined for an outside address. */
  readonly pictures: ReadonlyMap<string, Shelved | undefined>
  readonly links: ReadonlyMap<string, string>
  /** Texts of footnotes and endnotes, by kind and number. */
  readonly notes: ReadonlyMap<string, string>
  /** Open fields: between `begin` and `separate` stands code, not text. */
  readonly fields: { code: string; inCode: boolean }[]
}

/** What one paragraph gives. */
export interface Gathered {
  readonly content: Inline[]
  readonly losses: Loss[]
  /** Text boxes anchored in it, to be read after it. */
  readonly boxes: XmlNode[]
}

const off = /^(0|false|off|none)$/
const isOn = (properties: XmlNode | undefined, name: string): boolean => {
  const found = childOf(properties, name)
  return found !== undefined && !off.test(valOf(found) ?? '1')
}

const marksOf = (properties: XmlNode | undefined): readonly Mark[] => {
  const position = valOfChild(properties, 'vertAlign')
  const on: Readonly<Record<Mark, boolean>> = {
    bold: isOn(properties, 'b'),
    italic: isOn(properties, 'i'),
    underline: isOn(properties, 'u'),
    superscript: position === 'superscript',
    subscript: position === 'subscript',
  }
  return allMarks.filter((mark) => on[mark])
}

const fontOf = (properties: XmlNode | undefined): string | undefined => {
  const fonts = childOf(properties, 'rFonts')
  return fonts && (attribute(fonts.attributes, 'ascii') ?? attribute(fonts.attributes, 'hAnsi'))
}

const perPixel = 9525

export class InlineReader {
  readonly #context: DocxContext
  readonly gathered: Gathered = { content: [], losses: [], boxes: [] }

  constructor(context: DocxContext) {
    this.#context = context
  }

  #lose(what: string, sample: string) {
    this.gathered.losses.push({ what, sample: shortened(sample.trim() || '无文字', 120) })
  }

  #text(text: string, marks: readonly Mark[] = []) {
    const field = this.#context.fields.at(-1)
    if (text === '' || field?.inCode) return
    const run: TextRun = marks.length > 0 ? { kind: 'text', text, marks } : { kind: 'text', text }
    this.gathered.content.push(run)
  }

  #formula(node: XmlNode) {
    const { latex, unknown } = latexOf(node)
    if (latex === '') return
    if (unknown.length > 0) this.#lose(`公式中的${[...new Set(unknown)].join('、')}`, latex)
    if (latex.length <= 4000) this.gathered.content.push({ kind: 'formula', latex })
    else {
      this.#lose('过长的公式', latex)
      this.#text(nodeText(node))
    }
  }

  #picture(id: string | undefined, shown: { readonly alt: string; readonly width: number | undefined }) {
    if (id === undefined || !this.#context.pictures.has(id)) return this.#lose('图片', shown.alt)
    const shelved = this.#context.pictures.get(id)
    if (!shelved) return this.#lose('链接的图片（未取）', this.#context.links.get(id) ?? '')
    if ('loss' in shelved) this.gathered.losses.push(shelved.loss)
    else this.gathered.content.push(inlinePicture(shelved.picture, shown))
  }

  #drawing(node: XmlNode) {
    const boxes = within(node, 'txbxContent')
    this.gathered.boxes.push(...boxes)
    const properties = within(node, 'docPr')[0]?.attributes ?? {}
    const alt = properties.descr ?? properties.title ?? ''
    const extent = Number(within(node, 'extent')[0]?.attributes.cx)
    const width = extent > 0 ? extent / perPixel : undefined
    const blips = within(node, 'blip')
    for (const { attributes } of blips)
      this.#picture(attribute(attributes, 'embed') ?? attribute(attributes, 'link'), { alt, width })
    if (blips.length === 0 && boxes.length === 0) this.#lose('图形或图表', alt || (properties.name ?? ''))
  }

  /** VML of older programs: a shape with a picture, a text box or nothing that an item holds. */
  #shape(node: XmlNode) {
    const boxes = within(node, 'txbxContent')
    this.gathered.boxes.push(...boxes)
    const images = within(node, 'imagedata')
    const style = within(node, 'shape')[0]?.attributes
    const points = /width:\s*([\d.]+)pt/.exec(style?.style ?? '')?.[1]
    const width = points === undefined ? undefined : (Number(points) * 4) / 3
    for (const { attributes } of images)
      this.#picture(attribute(attributes, 'id') ?? attribute(attributes, 'href'), {
        alt: attributes['o:title'] ?? style?.alt ?? '',
        width,
      })
    if (images.length === 0 && boxes.length === 0) this.#lose('图形', nodeText(node))
  }

  #field(kind: string | undefined) {
    const { fields } = this.#context
    if (kind === 'begin') fields.push({ code: '', inCode: true })
    const field = fields.at(-1)
    if (kind === 'separate' && field) field.inCode = false
    if (kind !== 'end' || !field) return
    fields.pop()
    // A field EQ has no result: its code is the formula.
    if (field.inCode && /^\s*EQ\b/i.test(field.code)) {
      this.#lose('EQ域公式（保留域代码文字）', field.code)
      this.#text(field.code.trim())
    }
  }

  #symbol({ attributes }: XmlNode, marks: readonly Mark[]) {
    const font = attribute(attributes, 'font')
    const code = Number.parseInt(attribute(attributes, 'char') ?? '', 16)
    const letter = symbolOf(font, code)
    if (letter === undefined) this.#lose('符号', `${font ?? ''} ${attribute(attributes, 'char') ?? ''}`)
    else this.#text(letter, marks)
  }

  /** Letters of a symbol font are other letters than their codes say. */
  #words(text: string, properties: XmlNode | undefined, marks: readonly Mark[]) {
    const font = fontOf(properties)
    if (!isSymbolFont(font)) return this.#text(text, marks)
    this.#text([...text].map((letter) => symbolOf(font, letter.codePointAt(0)!) ?? letter).join(''), marks)
  }

  #note(kind: string, { attributes }: XmlNode) {
    const id = attribute(attributes, 'id') ?? ''
    const words = { footnote: '脚注', endnote: '尾注', comment: '批注' }[kind]
    if (words) this.#lose(words, this.#context.notes.get(`${kind} ${id}`) ?? '')
  }

  #piece(node: XmlNode, properties: XmlNode | undefined) {
    const marks = marksOf(properties)
    switch (node.name) {
      case 't':
        return this.#words(nodeText(node), properties, marks)
      case 'tab':
        return this.#text('\t', marks)
      case 'cr':
      case 'br':
        if (
          !/page|column/.test(attribute(node.attributes, 'type') ?? '') &&
          !this.#context.fields.at(-1)?.inCode
        )
          this.gathered.content.push({ kind: 'break' })
        return
      case 'noBreakHyphen':
        return this.#text('-', marks)
      case 'sym':
        return this.#symbol(node, marks)
      case 'instrText': {
        const field = this.#context.fields.at(-1)
        if (field) field.code += nodeText(node)
        return
      }
      case 'fldChar':
        return this.#field(attribute(node.attributes, 'fldCharType'))
      case 'footnoteReference':
      case 'endnoteReference':
      case 'commentReference':
        return this.#note(node.name.slice(0, -'Reference'.length), node)
      default:
        return this.#any(node)
    }
  }

  #run(node: XmlNode) {
    const properties = childOf(node, 'rPr')
    if (isOn(properties, 'vanish')) this.#lose('隐藏文字（已照常读取）', nodeText(node))
    for (const child of elementsOf(node)) this.#piece(child, properties)
  }

  #embedded(node: XmlNode) {
    const kind = within(node, 'OLEObject')[0]?.attributes.ProgID ?? ''
    if (/equation|mathtype/i.test(kind)) this.#lose('公式编辑器对象', kind)
    else this.#lose('嵌入对象', kind)
    this.#shape(node)
  }

  #alternate(node: XmlNode) {
    const choice = childOf(node, 'Choice')
    const understood = choice && within(choice, 'drawing', 'txbxContent', 'pict', 't').length > 0
    this.read(understood ? choice : (childOf(node, 'Fallback') ?? choice ?? node))
  }

  #link(node: XmlNode) {
    const address = this.#context.links.get(attribute(node.attributes, 'id') ?? '')
    if (address !== undefined) this.#lose('超链接', address)
    this.read(node)
  }

  #any(node: XmlNode) {
    switch (node.name) {
      case 'r':
        return this.#run(node)
      case 'oMath':
        return this.#formula(node)
      case 'drawing':
        return this.#drawing(node)
      case 'pict':
        return this.#shape(node)
      case 'object':
        return this.#embedded(node)
      case 'AlternateContent':
        return this.#alternate(node)
      case 'hyperlink':
        return this.#link(node)
      case 'del':
      case 'moveFrom':
        return this.#lose('修订中删除的文字', nodeText(node))
      case 'ruby': {
        const word = childOf(node, 'rubyBase')
        this.#lose('拼音指南', nodeText(childOf(node, 'rt') ?? node))
        return word && this.read(word)
      }
      default:
        if (!node.name.endsWith('Pr')) this.read(node)
    }
  }

  /** Reads everything within a node. */
  read(node: XmlNode): void {
    for (const child of elementsOf(node)) this.#any(child)
  }
}
