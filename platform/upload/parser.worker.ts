// The thread in which an upload is parsed: loads the parser, runs it once, posts its verdict.
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import type { Parser, ParserMessage, ParserTask } from './in-worker.ts'

const task = workerData as ParserTask
const port = parentPort!
const post = (message: ParserMessage) => port.postMessage(message)

const emit = async (batch: unknown) => {
  const taken = once(port, 'message')
  post({ kind: 'batch', batch })
  await taken
}

try {
  const module = (await import(task.module)) as Record<string, Parser<unknown, string, unknown, unknown>>
  const parse = module[task.export]
  if (!parse) throw new Error(`no parser ${task.export} in ${task.module}`)
  post({ kind: 'done', verdict: await parse(task.input, task.settings, emit) })
} catch (error) {
  post({ kind: 'fault', reason: error instanceof Error ? error.message : String(error) })
}
