import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

type Condition = 'whole' | 'broken' | 'silent'

/**
 * The way by which one node reaches the other. Cut, it either breaks connections at once, as a switch does that is
 * switched off, or says nothing more, as a cable does that is pulled somewhere beyond.
 */
export class Cable {
  readonly #ends = new Set<Socket>()
  readonly #relay = createServer((socket) => this.#through(socket))
  #target = 0
  #condition: Condition = 'whole'

  readonly #through = (socket: Socket): void => {
    this.#keep(socket)
    if (this.#condition === 'broken') socket.destroy()
    if (this.#condition !== 'whole') return
    const onward = connect(this.#target, '127.0.0.1')
    this.#keep(onward)
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      from.on('data', (bytes) => {
        if (this.#condition === 'whole') to.write(bytes)
      })
      from.on('close', () => to.destroy())
    }
  }

  readonly #keep = (end: Socket): void => {
    this.#ends.add(end)
    end.setNoDelay(true)
    end.on('error', () => end.destroy())
    end.on('close', () => this.#ends.delete(end))
  }

  readonly #breakAll = (): void => {
    for (const end of this.#ends) end.destroy()
  }

  /** Leads to the node at `origin`; gives the address under which the other reaches it from now on. */
  readonly layTo = async (origin: string): Promise<string> => {
    this.leadTo(origin)
    this.#relay.listen(0, '127.0.0.1')
    await once(this.#relay, 'listening')
    return `http://127.0.0.1:${(this.#relay.address() as AddressInfo).port}`
  }

  /** From now on it leads elsewhere. */
  readonly leadTo = (origin: string): void => {
    this.#target = Number(new URL(origin).port)
  }

  readonly cut = (condition: Exclude<Condition, 'whole'>): void => {
    this.#condition = condition
    if (condition === 'broken') this.#breakAll()
  }

  readonly mend = (): void => {
    this.#condition = 'whole'
    // What was swallowed never arrives: such a connection is of no use any more.
    this.#breakAll()
  }

  readonly remove = (): void => {
    this.#condition = 'broken'
    this.#breakAll()
    this.#relay.close()
  }
}
