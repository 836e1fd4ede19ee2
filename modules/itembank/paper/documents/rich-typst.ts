import { tex2typst } from 'tex2typst'
import type { Json } from '#platform/contract/verdict.ts'
import type { Block, Inline, Rich, TextRun } from '../../core/rich.ts'
import type { PrintedPicture } from './core/printed-paper.ts'

/** What cannot be set, in words for the person who prints. */
export class Unsettable extends Error {}

const millimetres = (pixels: number): number => Math.round((pixels * 2540) / 96) / 100

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

/** The name under which a template finds a picture. */
export const pictureFile = ({ digest, mediaType }: Pick<PrintedPicture, 'digest' | 'mediaType'>): string =>
  `${digest.slice(0, 24)}.${extensions[mediaType] ?? 'png'}`

const mathOf = (latex: string): string => {
  let math: string
  try {
    math = tex2typst(latex, { nonStrict: false })
  } catch {
    throw new Unsettable(`公式“${latex}”无法排版`)
  }
  // In math mode a bare # begins code: a formula never has any.
  if (/(?<!\\)#/.test(math)) throw new Unsettable(`公式“${latex}”无法排版`)
  return math
}

type Piece = Inline | { readonly kind: 'bracket' }

const raised = '⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'
const raisedAs = '0i456789+-=()n'
const lowered = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ'
const loweredAs = '0123456789+-=()aeoxhklmnpst'

/** Typed indices (`CO₂`) that few fonts draw become true ones. */
const withIndices = (run: TextRun): readonly TextRun[] =>
  (run.text.match(new RegExp(`[${raised}]+|[${lowered}]+|[^${raised}${lowered}]+`, 'gu')) ?? []).map(
    (text) => {
      const isRaised = raised.includes(text[0]!)
      if (!isRaised && !lowered.includes(text[0]!)) return { ...run, text }
      const [from, to] = isRaised ? [raised, raisedAs] : [lowered, loweredAs]
      const plain = [...text].map((character) => to[[...from].indexOf(character)] ?? character).join('')
      return { ...run, text: plain, marks: [...(run.marks ?? []), isRaised ? 'superscript' : 'subscript'] }
    },
  )

/** The empty brackets in which a candidate writes a letter get room for it, however wide they were typed. */
const asSet = (piece: Inline): readonly Piece[] => {
  if (piece.kind !== 'text') return [piece]
  return piece.text
    .split(/[（(]\s*[)）]/)
    .flatMap((text, at): readonly Piece[] => [
      ...(at > 0 ? [{ kind: 'bracket' } as const] : []),
      ...withIndices({ ...piece, text }),
    ])
}

/** Columns a row covers, its own cells and those that reach down into it left aside. */
const widthOf = (rows: readonly (readonly { readonly columns?: number }[])[]): number =>
  Math.max(1, ...rows.map((row) => row.reduce((total, { columns = 1 }) => total + columns, 0)))

/** Rich text as the templates take it: formulas as Typst math, pictures as files with a width in millimetres. */
export const typstRich = (rich: Rich, pictures: ReadonlyMap<string, PrintedPicture>): readonly Json[] => {
  const inline = (piece: Piece): Json => {
    switch (piece.kind) {
      case 'formula':
        return { kind: 'formula', math: mathOf(piece.latex) }
      case 'picture': {
        const picture = pictures.get(piece.digest)
        if (!picture) throw new Unsettable(`图片“${piece.alt || '未命名'}”不在题库中`)
        return {
          kind: 'picture',
          file: pictureFile(picture),
          width: millimetres(piece.width ?? picture.width),
        }
      }
      case 'text':
        return { kind: 'text', text: piece.text, marks: [...(piece.marks ?? [])] }
      default:
        return { kind: piece.kind }
    }
  }
  const line = (pieces: readonly Inline[]) => pieces.flatMap(asSet).map(inline)
  const block = (each: Block): Json => {
    switch (each.kind) {
      case 'paragraph':
        return { kind: 'paragraph', content: line(each.content) }
      case 'list':
        return { kind: 'list', ordered: each.ordered, items: each.items.map(line) }
      case 'table':
        return {
          kind: 'table',
          columns: widthOf(each.rows),
          rows: each.rows.map((row) =>
            row.map(({ content, columns = 1, rows = 1 }) => ({ content: line(content), columns, rows })),
          ),
        }
    }
  }
  return rich.map(block)
}
