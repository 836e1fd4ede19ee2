import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What befalls the next upload of a result. */
export interface Trouble {
  /** Within a part, or when the centre is told that all parts are there and takes the result in. */
  readonly at: 'part' | 'end'
  /** How much of the body (of 1) still passes. */
  readonly after: number
  /** Both ends lose the connection, or nothing passes any more and nobody is told. */
  readonly how: 'break' | 'silence'
}

/** The network between a room server and its centre, which fails within an upload when told to. */
export interface UploadWay {
  readonly origin: string
  /** Resolves when it has happened. */
  fail(trouble: Trouble): Promise<void>
  /** Nobody gets through, until it is mended. */
  cut(): void
  mend(): void
  remove(): void
}

const uploads = {
  part: /^POST \/api\/room-nodes\/uploads\/\w+\?/,
  end: /^POST \/api\/room-nodes\/uploads\/\w+\/end\?/,
}
const headEnd = '\r\n\r\n'

/** How many bytes of this request, from its first, may pass. */
const allowed = (head: string, { after }: Trouble): number => {
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  return head.indexOf(headEnd) + headEnd.length + Math.floor(length * after)
}

export const openUploadWay = async (target: string): Promise<UploadWay> => {
  const ends = new Set<Socket>()
  let coming: { readonly trouble: Trouble; readonly struck: () => void } | undefined
  const keep = (socket: Socket): void => {
    ends.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => ends.delete(socket))
  }

  let isCut = false
  const breakAll = (): void => {
    for (const end of ends) end.destroy()
  }

  const relay = createServer((socket) => {
    if (isCut) return void socket.destroy()
    const onward = connect(Number(new URL(target).port), '127.0.0.1')
    keep(socket)
    keep(onward)
    let isSilent = false
    /** Bytes that still pass; undefined while no upload under trouble is on this connection. */
    let left: number | undefined
    let trouble: Trouble | undefined
    let struck: (() => void) | undefined
    const strike = (): void => {
      isSilent = true
      // Whatever was let through is on its way before the connection breaks.
      if (trouble?.how === 'break') onward.end(() => socket.destroy())
      struck?.()
    }
    socket.on('data', (bytes) => {
      if (isSilent) return
      const text = bytes.toString('latin1')
      if (coming && left === undefined && uploads[coming.trouble.at].test(text)) {
        ;({ trouble, struck } = coming)
        coming = undefined
        left = allowed(text, trouble)
      }
      if (left === undefined) return void onward.write(bytes)
      onward.write(bytes.subarray(0, left))
      left -= bytes.length
      if (left <= 0) strike()
    })
    onward.on('data', (bytes) => {
      if (!isSilent) socket.write(bytes)
    })
    socket.on('close', () => onward.destroy())
    onward.on('close', () => socket.destroy())
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  return {
    origin: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    fail: (trouble) =>
      new Promise((resolve) => {
        coming = { trouble, struck: resolve }
      }),
    cut: () => {
      isCut = true
      breakAll()
    },
    mend: () => {
      isCut = false
    },
    remove: () => {
      breakAll()
      relay.close()
    },
  }
}
