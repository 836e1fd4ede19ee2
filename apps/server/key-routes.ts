import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/command/services.ts'

/** The issuer's public keys, by which anyone verifies a certificate without asking this server. */
export const keyRoutes = (server: FastifyInstance, { signer }: Services): void => {
  server.get('/.well-known/jiangheng-keys.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').send({ keys: [signer.publicKey] }),
  )
}
