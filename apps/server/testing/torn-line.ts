import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line to a server that breaks where a test says. */
export interface TornLine {
  readonly address: string
  /** Bytes that went up since the line is there. */
  readonly sent: number
  /** Breaks every connection once this many more bytes have gone up. */
  tearAfter(bytes: number): void
  close(): void
}

export const openTornLine = async (to: string): Promise<TornLine> => {
  const { hostname, port } = new URL(to)
  const open = new Set<Socket>()
  let sent = 0
  let tearAt = Number.POSITIVE_INFINITY
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    far.pipe(near)
    near.on('data', (bytes) => {
      sent += bytes.length
      far.write(bytes.subarray(0, Math.max(0, bytes.length - Math.max(0, sent - tearAt))))
      if (sent < tearAt) return
      tearAt = Number.POSITIVE_INFINITY
      for (const socket of open) socket.destroy()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address() as { readonly port: number }
  return {
    address: `http://127.0.0.1:${bound.port}`,
    get sent() {
      return sent
    },
    tearAfter: (bytes) => {
      tearAt = sent + bytes
    },
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
