import { createServer } from 'node:http'

interface Card {
  readonly name: string
  readonly number: string
  readonly photo?: string
}

/** The local service of an identity-card reader (docs/formats/id-reader.md), with cards laid on it by the test. */
export const openFakeReader = async (t: { after(clean: () => Promise<void>): void }) => {
  let serial = 0
  let card: Card | undefined
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const after = Number(new URL(request.url ?? '/', 'http://reader').searchParams.get('after') ?? 0)
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-private-network', 'true')
    const answer = (): void => {
      waiting.delete(answer)
      clearTimeout(patience)
      if (!card || serial <= after) return void response.writeHead(204).end()
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ serial, ...card }))
    }
    const patience = setTimeout(answer, 2_000)
    if (serial > after) answer()
    else waiting.add(answer)
  })
  await new Promise<void>((resolve) => server.listen(17017, '127.0.0.1', resolve))
  t.after(async () => {
    for (const answer of waiting) answer()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    lay: (next: Card): void => {
      card = next
      serial += 1
      for (const answer of waiting) answer()
    },
  }
}
