import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A relay before a node, which can be cut like a cable. */
export const cable = async (t: { after(clean: () => Promise<void>): void }) => {
  let isCut = false
  const open = new Set<Socket>()
  let target = 0
  const relay = createServer((socket) => {
    if (isCut) return socket.destroy()
    const onward = connect(target, '127.0.0.1')
    for (const end of [socket, onward]) {
      open.add(end)
      end.on('close', () => open.delete(end))
      end.on('error', () => end.destroy())
    }
    socket.pipe(onward).pipe(socket)
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  t.after(async () => {
    for (const socket of open) socket.destroy()
    relay.close()
  })
  return {
    origin: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    to: (origin: string) => {
      target = Number(new URL(origin).port)
    },
    cut: () => {
      isCut = true
      for (const socket of open) socket.destroy()
    },
    mend: () => {
      isCut = false
    },
  }
}
