import { Worker } from 'node:worker_threads'
import type { PressJob, PressReply, PressSettings } from './press.job.ts'

interface Pending {
  readonly job: PressJob
  readonly resolve: (pdf: Uint8Array<ArrayBuffer>) => void
  readonly reject: (fault: Error) => void
}

/**
 * One worker, one job at a time; a worker that dies or overruns is replaced and only its own job is lost.
 * An idle worker does not keep the process alive.
 */
export const openPressQueue = (settings: PressSettings, jobMilliseconds: number) => {
  const waiting: Pending[] = []
  let current: Pending | undefined
  let worker: Worker | undefined
  let timer: NodeJS.Timeout | undefined
  const finish = (settle: (pending: Pending) => void) => {
    const done = current
    current = undefined
    clearTimeout(timer)
    worker?.unref()
    if (done) settle(done)
    next()
  }
  const abandon = (reason: string) => {
    const dead = worker
    worker = undefined
    void dead?.terminate()
    finish(({ reject }) => reject(new Error(`document press: ${reason}`)))
  }
  const hire = (): Worker => {
    const hired = new Worker(new URL('./press.worker.ts', import.meta.url), { workerData: settings })
    hired.on('message', (reply: PressReply) => {
      // A worker given up may still finish what it was at; its answer is nobody's.
      if (hired !== worker || reply.id !== current?.job.id) return
      if ('pdf' in reply) finish(({ resolve }) => resolve(reply.pdf))
      else finish(({ reject }) => reject(new Error(`document press: ${reply.fault}`)))
    })
    hired.on('error', (error) => hired === worker && abandon(error.message))
    hired.on('exit', (code) => hired === worker && abandon(`worker left with code ${code}`))
    return hired
  }
  const next = () => {
    if (current || waiting.length === 0) return
    current = waiting.shift()!
    worker ??= hire()
    worker.ref()
    timer = setTimeout(() => abandon(`no document after ${jobMilliseconds} ms`), jobMilliseconds)
    worker.postMessage(current.job)
  }
  return {
    submit: (job: PressJob) =>
      new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
        waiting.push({ job, resolve, reject })
        next()
      }),
    close: async () => {
      const leaving = worker
      for (const { reject } of waiting.splice(0)) reject(new Error('document press: closed'))
      if (current) abandon('closed')
      worker = undefined
      await leaving?.terminate()
    },
  }
}
