// Runs in its own thread: setting a thousand pages holds a thread for seconds, and the server has one.
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import type { PressJob, PressReply, PressSettings } from './press.job.ts'

interface Diagnostic {
  readonly message: string
  readonly path: string
}

const settings = workerData as PressSettings
const compiler = NodeCompiler.create({
  workspace: settings.root,
  fontArgs: [{ fontPaths: [...settings.fontFiles] }],
})

/** Memoised results survive this many jobs unused; more makes memory grow without bound, and so does a bulk job kept at all. */
const cacheAge = 4
const bulk = 100

const sentences = (error: NodeError | null): string[] =>
  ((error?.shortDiagnostics ?? []) as Diagnostic[]).map(
    (each) => `${each.path.replace(settings.root, '')}: ${each.message}`,
  )

const set = (job: PressJob): Uint8Array<ArrayBuffer> => {
  const source = job.source ?? readFileSync(job.main, 'utf8')
  compiler.mapShadow(job.main, Buffer.from(job.preamble + source))
  for (const { path, bytes } of job.files)
    compiler.mapShadow(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const result = compiler.compile({ mainFilePath: job.main })
  const document = result.result
  if (!document || result.hasError())
    throw new Error(sentences(result.takeError()).join('; ') || 'no document')
  // The typesetter only warns of an unknown family and sets the text in another; a form must not look otherwise than asked.
  const unknownFont = sentences(result.takeWarnings()).find((each) => each.includes('unknown font family'))
  if (unknownFont) throw new Error(unknownFont)
  return new Uint8Array(compiler.pdf(document, { pdfStandard: job.standard, pdfTags: job.tagged }))
}

const serve = (job: PressJob): PressReply => {
  try {
    return { id: job.id, pdf: set(job) }
  } catch (error) {
    return { id: job.id, fault: error instanceof Error ? error.message : String(error) }
  } finally {
    compiler.resetShadow()
    compiler.evictCache(job.bulk || job.files.length > bulk ? 0 : cacheAge)
  }
}

parentPort!.on('message', (job: PressJob) => {
  const reply = serve(job)
  parentPort!.postMessage(reply, 'pdf' in reply ? [reply.pdf.buffer] : [])
})
