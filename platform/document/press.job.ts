/** What the press hands to its worker: every file the typesetter may see, and how to write the PDF. */
export interface PressJob {
  readonly id: number
  /** The file to set; absolute. */
  readonly main: string
  /** Put before the first line of `main` without moving its line numbers. */
  readonly preamble: string
  /** Source of `main` when it is not a file on disk. */
  readonly source?: string
  /** Files that exist in memory only, by absolute path. */
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[]
  readonly standard: '1.7' | 'a-2b'
  readonly tagged: boolean
  /** One of many like it: nothing of it is kept for the next job. */
  readonly bulk: boolean
}

export interface PressSettings {
  readonly root: string
  readonly fontFiles: readonly string[]
}

export type PressReply =
  | { readonly id: number; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly fault: string }
