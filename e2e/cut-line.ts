import { connect, createServer, type Socket } from 'node:net'

/** A line to the server that can be cut: every connection drops and none is taken until it is mended. */
export interface Line {
  readonly address: string
  cut(): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

export const openLine = async (server: string): Promise<Line> => {
  const { hostname, port } = new URL(server)
  const sockets = new Set<Socket>()
  const line = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    near.pipe(far).pipe(near)
  })
  const listen = (at: number) => new Promise<void>((resolve) => line.listen(at, '127.0.0.1', resolve))
  const stop = () =>
    new Promise<void>((resolve) => {
      line.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  await listen(0)
  const own = (line.address() as { readonly port: number }).port
  return { address: `http://127.0.0.1:${own}`, cut: stop, mend: () => listen(own), close: stop }
}
