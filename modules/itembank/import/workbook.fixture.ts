import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import type { SheetRow } from './rows.ts'

/** A minimal reader of the demonstration workbooks, so that these tests stand on their own. */

const parse = (
  xml: string,
  on: {
    open?: (name: string, attributes: Record<string, string>) => void
    text?: (text: string) => void
    close?: (name: string) => void
  },
) => {
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => on.open?.(name, attributes))
  parser.on('text', (text) => on.text?.(text))
  parser.on('closetag', ({ name }) => on.close?.(name))
  parser.write(xml).close()
}

const sharedStrings = (xml: string): string[] => {
  const strings: string[] = []
  let text = ''
  let inside = false
  parse(xml, {
    open: (name) => {
      if (name === 'si') text = ''
      inside = name === 't'
    },
    text: (part) => {
      if (inside) text += part
    },
    close: (name) => {
      inside = false
      if (name === 'si') strings.push(text)
    },
  })
  return strings
}

const columnOf = (reference: string) =>
  [...reference.replace(/\d/g, '')].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1

const sheetRows = (xml: string, strings: readonly string[]): SheetRow[] => {
  const rows: { rowNumber: number; cells: (string | number | null)[] }[] = []
  let cell = { column: 0, shared: false }
  let value = ''
  let inside = false
  parse(xml, {
    open: (name, attributes) => {
      if (name === 'row') rows.push({ rowNumber: Number(attributes.r), cells: [] })
      if (name === 'c') cell = { column: columnOf(attributes.r ?? 'A'), shared: attributes.t === 's' }
      inside = name === 'v'
      if (inside) value = ''
    },
    text: (part) => {
      if (inside) value += part
    },
    close: (name) => {
      inside = false
      const row = rows.at(-1)
      if (name !== 'v' || !row) return
      while (row.cells.length < cell.column) row.cells.push(null)
      row.cells[cell.column] = cell.shared ? (strings[Number(value)] ?? null) : Number(value)
    },
  })
  return rows
}

/** Rows of the sheets of a workbook in `demo/data`, in the order of its files. */
export const readWorkbook = (name: string): SheetRow[][] => {
  const files = unzipSync(readFileSync(new URL(`../../../demo/data/${name}`, import.meta.url)))
  const strings = sharedStrings(strFromU8(files['xl/sharedStrings.xml']!))
  return Object.keys(files)
    .filter((path) => /^xl\/worksheets\/sheet\d+\.xml$/.test(path))
    .sort()
    .map((path) => sheetRows(strFromU8(files[path]!), strings))
}

/** Items, tree and blueprint sheets of the electrician demonstration bank. */
export const blueprintSheets = () => {
  const [tree = [], types = [], ranges = [], , parameters = []] = readWorkbook('blueprint-electrician-4.xlsx')
  return { tree, types, ranges, parameters }
}
