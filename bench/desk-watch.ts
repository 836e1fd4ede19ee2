import { request } from 'node:http'
import type { RoomMessage } from '#apps/exam-room/desk.port.ts'
import { post } from './room-load.ts'

/** An invigilator's desk that follows its room: how many bytes it is sent, and when it hears of a seat. */
export class DeskWatch {
  readonly #waiting = new Map<string, (() => void)[]>()
  readonly #port: number
  #stop = (): void => undefined
  #bytes = 0
  #first = 0

  constructor(port: number) {
    this.#port = port
  }

  readonly open = async (): Promise<void> => {
    const claim = { sittingId: 'sitting-1', person: 'j01', passcode: 'j01' }
    const { body } = await post(this.#port, { path: '/room/duty/sign-in', body: claim })
    const headers = { authorization: `Bearer ${body.value?.token ?? ''}` }
    await new Promise<void>((resolve, reject) => {
      const outgoing = request(
        { port: this.#port, host: '127.0.0.1', path: '/room/duty/stream', headers },
        (incoming) => {
          let buffered = ''
          incoming.setEncoding('utf8')
          incoming.on('data', (part: string) => {
            const messages = (buffered + part).split('\n\n')
            buffered = messages.pop() ?? ''
            for (const message of messages) this.#take(message)
            if (messages.length > 0) resolve()
          })
          incoming.on('error', () => undefined)
        },
      )
      outgoing.on('error', reject)
      outgoing.end()
      this.#stop = () => outgoing.destroy()
    })
  }

  readonly close = (): void => this.#stop()

  /** Bytes since the first message, and that message's own. */
  get sent() {
    return { whole: this.#first, since: this.#bytes }
  }

  /** Resolves when the desk is next told something of this seat. */
  readonly hears = (seat: string): Promise<void> =>
    new Promise((resolve) => {
      this.#waiting.set(seat, [...(this.#waiting.get(seat) ?? []), resolve])
    })

  #take(text: string): void {
    const size = Buffer.byteLength(text)
    if (this.#first === 0) {
      this.#first = size
      return
    }
    this.#bytes += size
    const message = JSON.parse(text.replace(/^data: /, '')) as RoomMessage
    if ('room' in message) return
    for (const { seat } of message.seats) {
      for (const resolve of this.#waiting.get(seat) ?? []) resolve()
      this.#waiting.delete(seat)
    }
  }
}
