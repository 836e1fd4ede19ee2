import type { Family } from './recognise.ts'

/** Where a family's reader is found by the thread that reads uploads. It answers `Verdict<ParsedFile, …>`. */
export interface ReaderPlace {
  readonly module: URL
  readonly export: string
  /** What it is given: the bytes, or the decoded text. */
  readonly takes: 'bytes' | 'text'
}

const place = (file: string, reader: string): ReaderPlace => ({
  module: new URL(file, import.meta.url),
  export: reader,
  takes: 'bytes',
})

/** One line a family; the thread loads the module, so that nothing of it runs in the server itself. */
export const readers: { readonly [F in Family]: ReaderPlace } = {
  excel: place('./excel-items.ts', 'readExcelItems'),
  word: place('./word-items.ts', 'readWordItems'),
  text: { ...place('./word-items.ts', 'readPlainText'), takes: 'text' },
  gift: place('./gift.ts', 'readGiftItems'),
  aiken: place('./aiken.ts', 'readAikenItems'),
  'moodle-xml': place('./moodle.ts', 'readMoodleItems'),
  qti: place('./qti.ts', 'readQtiItems'),
}
