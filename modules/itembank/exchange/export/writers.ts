import type { Item } from '../../core/item.ts'
import type { Format } from '../core/parsed.ts'
import type { ExportLoss } from '../store/export.store.ts'
import { writeExcelA } from './excel-a.ts'

export interface Written {
  readonly bytes: Uint8Array
  /** With its dot. */
  readonly extension: string
  readonly losses: readonly ExportLoss[]
}

export interface ToWrite {
  readonly bank: string
  readonly items: readonly Item[]
}

/** One line a format; what is not here cannot be chosen. */
export const writers: { readonly [F in Format]?: (what: ToWrite) => Promise<Written> } = {
  'excel-a': writeExcelA,
}
