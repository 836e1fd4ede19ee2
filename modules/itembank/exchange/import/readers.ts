import type { Family } from './recognise.ts'

/** Where a family's reader is found by the thread that reads uploads. It answers `Verdict<ParsedFile, …>`. */
export interface ReaderPlace {
  readonly module: URL
  readonly export: string
  /** What it is given: the bytes, or the decoded text. */
  readonly takes: 'bytes' | 'text'
}

/** One line a family; the thread loads the module, so that nothing of it runs in the server itself. */
export const readers: { readonly [F in Family]?: ReaderPlace } = {
  excel: { module: new URL('./excel-a-file.ts', import.meta.url), export: 'readExcelAFile', takes: 'bytes' },
}
