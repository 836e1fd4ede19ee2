import type { ArchiveLimits } from '#platform/archive/archive.ts'

/** Bounds on what a workbook may unfold into. */
export interface SpreadsheetLimits extends ArchiveLimits {
  readonly maxRows: number
  readonly maxColumns: number
}

export const defaultLimits: SpreadsheetLimits = {
  maxRows: 100_000,
  maxColumns: 256,
  maxUncompressedBytes: 512 * 1024 * 1024,
  maxRatio: 250,
  maxEntries: 2000,
}
