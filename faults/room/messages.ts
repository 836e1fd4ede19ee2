import type { PreparedSitting } from '#modules/delivery/core/preparation.ts'

/** The machine that a node runs on: how far its clock is off, and which start of it this is. */
export interface Machine {
  readonly clockShift: number
  readonly boot: number
}

/** What the harness asks of a node under test. */
export type Order =
  | {
      readonly type: 'open'
      readonly directory: string
      readonly machine: Machine
      readonly checkpointPages: number
      /** 0 is any. */
      readonly port: number
      /** Folder of built pages that it serves too; empty where nobody looks at any. */
      readonly web: string
    }
  | { readonly type: 'prepare'; readonly sitting: PreparedSitting }
  | { readonly type: 'pairing-code' }
  | { readonly type: 'pair'; readonly own: string; readonly peer: string; readonly code: string }
  | { readonly type: 'clock'; readonly shift: number }
  | { readonly type: 'bundle'; readonly sittingId: string }
  | { readonly type: 'journal'; readonly sittingId: string }

export interface Reply {
  readonly value?: unknown
  readonly error?: string
}
