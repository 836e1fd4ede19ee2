import { Worker } from 'node:worker_threads'
import { type Json, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'

export type UploadCode = 'upload-too-large' | 'upload-too-slow' | 'upload-too-complex' | 'upload-unreadable'

/** Bounds on what reading an upload may take. */
export interface UploadLimits {
  /** Size of the file in bytes. */
  readonly bytes: number
  readonly milliseconds: number
  /** JavaScript heap of the parser in MiB; buffers count only by the size limit and the parser's own. */
  readonly memory: number
}

export interface ParserTask {
  readonly module: string
  readonly export: string
  readonly input: Uint8Array
  readonly settings: unknown
}

export type ParserMessage =
  | { readonly kind: 'batch'; readonly batch: unknown }
  | { readonly kind: 'done'; readonly verdict: unknown }
  | { readonly kind: 'fault'; readonly reason: string }

/**
 * What a parser module exports: it returns its own verdict, and may hand over part of its result at once with
 * `emit`, which resolves when the receiver has taken it, so that a large file is never whole in memory.
 */
export type Parser<T, C extends string, S = undefined, B = never> = (
  input: Uint8Array,
  settings: S,
  emit: (batch: B) => Promise<void>,
) => Verdict<T, C> | Promise<Verdict<T, C>>

export interface ParserCall<S, B> {
  /** Usually `new URL('./parser.ts', import.meta.url)`. */
  readonly module: URL
  readonly export: string
  readonly input: Uint8Array
  /** Anything that can be cloned between threads. */
  readonly settings?: S
  readonly limits: UploadLimits
  /** Takes what the parser emits, in order, one batch at a time. An error thrown here stops the parser and is passed on. */
  readonly onBatch?: (batch: B) => Promise<void> | void
}

const words: Readonly<Record<UploadCode, readonly [sentence: string, remedy: string]>> = {
  'upload-too-large': ['文件大小超过上限。', '请压缩或分成几个文件后再上传。'],
  'upload-too-slow': ['文件处理时间过长，已停止。', '请分成几个文件后再上传。'],
  'upload-too-complex': [
    '文件内容过于复杂，处理所需内存超过上限。',
    '请分成几个文件，或另存为新文件后再上传。',
  ],
  'upload-unreadable': ['文件无法读取，可能已损坏。', '请用原软件打开检查，另存后再上传。'],
}

const refuseUpload = (code: UploadCode, details: { readonly [key: string]: Json }): Refusal<UploadCode> => {
  const [sentence, remedy] = words[code]
  return refuse(code, { sentence, remedy, clauses: [], details })
}

const isOutOfMemory = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'

const hire = <S, B>({ module, export: name, input, settings, limits }: ParserCall<S, B>): Worker => {
  const task: ParserTask = { module: module.href, export: name, input, settings }
  return new Worker(new URL('./parser.worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: {
      maxOldGenerationSizeMb: limits.memory,
      // A parser hands its results on as it goes; what it throws away is to be found early.
      maxYoungGenerationSizeMb: Math.min(8, limits.memory),
    },
    // A parser has no business with the server's settings and secrets.
    env: {},
  })
}

/**
 * Runs a parser on an uploaded file in a thread of its own. A file too large, a parser that runs too long, takes
 * too much memory or breaks is a refusal; the server goes on. Time spent in `onBatch` counts.
 */
export const inWorker = <T, C extends string, S = undefined, B = never>(
  call: ParserCall<S, B>,
): Promise<Verdict<T, C | UploadCode>> => {
  const { input, limits, onBatch } = call
  if (input.length > limits.bytes) {
    return Promise.resolve(refuseUpload('upload-too-large', { bytes: input.length, limit: limits.bytes }))
  }
  return new Promise((resolve, reject) => {
    const worker = hire(call)
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      void worker.terminate()
      finish()
    }
    const refused = (code: UploadCode, details: { readonly [key: string]: Json }) =>
      settle(() => resolve(refuseUpload(code, details)))
    const timer = setTimeout(
      () => refused('upload-too-slow', { limit: limits.milliseconds }),
      limits.milliseconds,
    )
    const take = async (batch: B) => {
      try {
        await onBatch?.(batch)
        worker.postMessage('taken')
      } catch (error) {
        settle(() => reject(error))
      }
    }
    worker.on('message', (message: ParserMessage) => {
      if (message.kind === 'batch') void take(message.batch as B)
      else if (message.kind === 'done') settle(() => resolve(message.verdict as Verdict<T, C>))
      else refused('upload-unreadable', { reason: message.reason })
    })
    worker.on('error', (error) => {
      if (isOutOfMemory(error)) refused('upload-too-complex', { limit: limits.memory })
      else refused('upload-unreadable', { reason: String(error) })
    })
    worker.on('exit', (code) => refused('upload-unreadable', { reason: `parser left with code ${code}` }))
  })
}
