import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import { type ExcelFormat, errorTitles, layoutOf } from '../core/excel-layouts.ts'
import type { Format, ParsedItem } from '../core/parsed.ts'
import { lossTally } from '../core/tally.ts'
import { writeDrafts } from './excel-items.ts'

export interface RefusedItem {
  readonly item: ParsedItem
  readonly reasons: readonly {
    readonly sentence: string
    readonly remedy?: string
    readonly clauses: readonly string[]
  }[]
}

export interface ErrorWorkbook {
  readonly format: Format
  readonly bank: string
  readonly refused: readonly RefusedItem[]
  readonly pictures: readonly NewPicture[]
}

const isExcel = (format: Format): format is ExcelFormat => format.startsWith('excel-')

const reasonsOf = ({ reasons }: RefusedItem): readonly [reasons: string, grounds: string] => [
  reasons.map(({ sentence, remedy = '' }) => sentence + remedy).join('\n'),
  [...new Set(reasons.flatMap(({ clauses }) => clauses))].join('、'),
]

const widths = [16, 50, 20]

/**
 * The refused items of a file with what is wrong: in the columns of their own Excel template, to be corrected there
 * and sent again, or for other formats as place and source text.
 */
export const writeErrorWorkbook = ({
  format,
  bank,
  refused,
  pictures,
}: ErrorWorkbook): Promise<Uint8Array<ArrayBuffer>> => {
  const [place, reason, ground] = errorTitles
  if (isExcel(format)) {
    const columns = errorTitles.map((title, at) => ({ field: undefined, title, width: widths[at]! }))
    const cells = (at: number) => {
      const [reasons, grounds] = reasonsOf(refused[at]!)
      return [refused[at]!.item.place, { error: reasons }, grounds]
    }
    const options = { layout: layoutOf(format), bank, names: new Map<string, string>(), tally: lossTally() }
    return writeDrafts({
      drafts: refused.map(({ item }) => item.draft),
      options,
      pictures,
      more: { columns, cells },
    })
  }
  const columns = [
    { title: place, width: 16 },
    { title: '原文', width: 60, wrap: true },
    { title: reason, width: 50, wrap: true },
    { title: ground, width: 20 },
  ]
  const rows = refused.map((one) => {
    const [reasons, grounds] = reasonsOf(one)
    return [one.item.place, one.item.source, { error: reasons }, grounds]
  })
  return writeWorkbook({ sheets: [{ name: '错误', columns, rows }] })
}
