import { parseItemCode } from '../../core/item.ts'
import type { ItemDraft, PartDraft } from '../../item/core/item.rule.ts'
import type { ExcelFormat } from '../core/excel-layouts.ts'
import type { ParsedItem } from '../core/parsed.ts'
import { shortened } from '../core/tally.ts'
import type { ReadRow } from './excel-row.ts'

/** Digests of pictures are collected by whoever builds the file; here rows become items. */
interface OpenItem {
  readonly place: string
  readonly row: ReadRow
  readonly parts: { readonly share: string; readonly row: ReadRow }[]
}

/** `5.2（3分）`: the second question of number 5, with three shares of its points. */
const partNumber = /^(.*?)\.(\d{1,3})\s*(?:[(（](\d{1,3})\s*分?[)）])?$/

/** `A职业道德A` is level A with its name. Letters for three levels and then a number are the code of a point. */
const pointOfLevels = (levels: readonly string[]): string => {
  const codes = levels.map(
    (level) => /^\s*([A-Za-z]+|\d+)/.exec(level.normalize('NFKC'))?.[1]?.toUpperCase() ?? '',
  )
  const ranges = codes.slice(0, 3)
  const point = codes[3] ?? ''
  return ranges.every((code) => /^[A-Z]+$/.test(code)) && /^\d{1,3}$/.test(point)
    ? [...ranges, point.padStart(3, '0')].join('-')
    : ''
}

const partDraft = ({ share, row }: OpenItem['parts'][number]): PartDraft => ({
  type: row.type,
  stem: row.stem,
  options: row.options,
  key: row.key,
  share,
})

const draftOf = ({ row, parts }: OpenItem): ItemDraft => ({
  code: row.texts.code || (parseItemCode(row.texts.number) ? row.texts.number : ''),
  type: row.type,
  pointCode: row.texts.pointCode || parseItemCode(row.texts.number)?.pointCode || pointOfLevels(row.levels),
  ...{ stem: row.stem, options: row.options, key: row.key },
  parts: parts.map(partDraft),
  difficulty: row.difficulty,
  consistency: row.consistency,
  figure: row.texts.figure,
  explanation: row.explanation,
  source: row.texts.source,
})

const finished = (open: OpenItem): ParsedItem => ({
  place: open.place,
  source: shortened(
    [open.row, ...open.parts.map(({ row }) => row)].map(({ source }) => source).join('\n\n'),
    4000,
  ),
  draft: draftOf(open),
  problems: [
    ...open.row.problems,
    ...open.parts.flatMap(({ row }, at) =>
      row.problems.map(({ field, sentence }) => ({
        field: `parts.${at}.${field}`,
        sentence: `第${at + 1}小题：${sentence}`,
      })),
    ),
  ],
  losses: [open.row, ...open.parts.map(({ row }) => row)].flatMap(({ losses }) => losses),
  knowledge: open.row.levels.filter((level) => level !== ''),
})

/** Rows become items; rows numbered `5.1`, `5.2` below a composite numbered `5` become its questions. */
export const itemCollector = (format: ExcelFormat) => {
  let items: ParsedItem[] = []
  let last: OpenItem | undefined
  const finish = () => {
    if (last) items.push(finished(last))
    last = undefined
  }
  const isPart = (row: ReadRow): boolean => {
    if (format === 'excel-b' || last?.row.type !== 'F') return false
    const [, whole] = partNumber.exec(row.texts.number) ?? []
    const { number } = last.row.texts
    return whole !== undefined && (whole === number || number === '')
  }
  return {
    add: (place: string, row: ReadRow): void => {
      if (!last || !isPart(row)) {
        finish()
        last = { place, row, parts: [] }
        return
      }
      const written = partNumber.exec(row.texts.number)?.[3]
      last.parts.push({ row, share: written ?? (row.texts.score || '1') })
    },
    /** How many items are whole and have not been taken. */
    waiting: (): number => items.length,
    /** The items that are whole; what is taken is not kept here. */
    take: (): readonly ParsedItem[] => {
      const taken = items
      items = []
      return taken
    },
    /** No row comes any more: the last item is whole too. */
    end: finish,
  }
}
