import type { PackageLimits } from '#platform/office/package.ts'

/** Bounds on what a workbook may unfold into. */
export interface SpreadsheetLimits extends PackageLimits {
  readonly maxRows: number
  readonly maxColumns: number
}

export const defaultLimits: SpreadsheetLimits = {
  maxRows: 100_000,
  maxColumns: 256,
  maxUncompressedBytes: 512 * 1024 * 1024,
  maxRatio: 250,
  maxParts: 2000,
}
