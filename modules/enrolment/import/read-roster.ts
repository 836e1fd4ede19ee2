import type { Verdict } from '#platform/contract/verdict.ts'
import { inWorker, type UploadCode } from '#platform/upload/in-worker.ts'
import type { ReadRow, RosterCode, RosterSettings, RosterSummary } from './roster.parser.ts'

/** Bounds on reading one roster: 20 MB hold about 100,000 rows; the heap is the reading thread's own. */
const limits = { bytes: 20 * 1024 * 1024, milliseconds: 180_000, memory: 96 }

/** Reads a roster in a worker; `onRows` takes the rows in order, a batch at a time, and holds the reader back meanwhile. */
export const readRoster = (
  bytes: Uint8Array,
  settings: RosterSettings,
  onRows: (rows: readonly ReadRow[]) => Promise<void> | void,
): Promise<Verdict<RosterSummary, RosterCode | UploadCode>> =>
  inWorker<RosterSummary, RosterCode, RosterSettings, readonly ReadRow[]>({
    module: new URL('./roster.parser.ts', import.meta.url),
    export: 'parseRoster',
    input: bytes,
    settings,
    limits,
    onBatch: onRows,
  })
