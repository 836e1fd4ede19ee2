// The two servers that the benchmark of the public query drives, each in a process of its own: `floor` answers fixed
// bytes with nothing but node:http, `query` answers the registered query. Prints its port, ends with its input.
import { createServer, type Server } from 'node:http'
import fastify from 'fastify'
import * as contract from '#modules/certificate/contract.ts'
import { publicQueryHandler } from '#modules/certificate/queries/public-query.ts'
import { systemClock } from '#platform/clock/clock.ts'
import type { Services } from '#platform/command/services.ts'
import { answersDirectly } from '#platform/contract/direct.ts'
import { connect } from '#platform/db/connect.ts'
import { registerRoutes } from '#platform/http/routes.ts'
import { openKeyring } from '#platform/pii/keyring.ts'

const [kind, url = '', keyFile = ''] = process.argv.slice(2)

/** The limit stays in the path; it is only never reached. */
const limitless = { burst: Number.MAX_SAFE_INTEGER, perMinute: 1 }

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const floor = async (bytes: string) => {
  const body = Buffer.from(bytes, 'base64')
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return portOf(server)
}

const query = async () => {
  const { app, appPool } = connect(url)
  const services = { clock: systemClock, keyring: openKeyring(keyFile) } as Services
  const server = fastify()
  const entries = [answersDirectly(contract.publicQuery, publicQueryHandler, limitless)]
  const identify = async () => {
    throw new Error('the public query asks for nobody')
  }
  registerRoutes(server, { database: app, services }, { entries, identify, pool: appPool })
  await server.listen({ port: 0, host: '127.0.0.1' })
  return portOf(server.server)
}

process.stdin.on('end', () => process.exit(0)).resume()
console.log(await (kind === 'floor' ? floor(url) : query()))
