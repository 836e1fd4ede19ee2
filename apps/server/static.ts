import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { pages as centrePages, type Page } from '../pages.ts'

/** Origins beside its own that a page may call: the second node of an exam room. */
type ConnectTo = () => readonly string[]

/** What a page may load: itself only. antd writes style elements, so its pages allow inline styles. */
const contentPolicy = ({ inlineStyles, callsLocal = [] }: Page, nodes: readonly string[]): string => {
  const connectTo = [...nodes, ...callsLocal]
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${inlineStyles ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data: blob:",
    ...(connectTo.length > 0 ? [`connect-src 'self' ${connectTo.join(' ')}`] : []),
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const sendPage = (page: Page, connectTo: ConnectTo) => (_request: FastifyRequest, reply: FastifyReply) =>
  reply
    .headers({
      'content-security-policy': contentPolicy(page, connectTo()),
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    })
    .sendFile(`${page.folder}/index.html`, { cacheControl: false })

/** A file beside a page, asked for anew each time, so that a new build is noticed. */
const sendBeside = (page: Page, file: string) => (_request: FastifyRequest, reply: FastifyReply) =>
  reply
    .headers({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' })
    .sendFile(`${page.folder}/${file}`, { cacheControl: false })

/** Every address below a page's own is that page: its router decides what to show. */
const routePage = (server: FastifyInstance, page: Page, connectTo: ConnectTo) => {
  const send = sendPage(page, connectTo)
  if (page.address === '/') {
    server.get('/*', (request, reply) =>
      request.url.startsWith('/api/') ? reply.callNotFound() : send(request, reply),
    )
    return
  }
  for (const file of page.files) server.get(page.address + file, sendBeside(page, file))
  server.get(page.address.slice(0, -1), (_request, reply) => reply.redirect(page.address))
  server.get(`${page.address}*`, send)
}

/** The worker behind the examiner's pad stands beside the pages it serves, and is read anew each time. */
const routePadWorker = (server: FastifyInstance, web: string) => {
  const file = 'apps/portals/staff/pad-worker.js'
  if (!existsSync(path.join(web, file))) return
  server.get('/staff/pad-worker.js', (_request, reply) =>
    reply
      .headers({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' })
      .sendFile(file, { cacheControl: false }),
  )
}

/**
 * Serves what the build made in `web` (`dist/web`): assets by their hash for a year, pages anew each time, both
 * in the compression made at build. A page that was not built has no address. Register it after the API.
 */
export const servePages: FastifyPluginAsync<{
  readonly web: string
  readonly pages?: readonly Page[]
  readonly connectTo?: ConnectTo
}> = async (server, { web, pages = centrePages, connectTo = () => [] }) => {
  if (!existsSync(path.join(web, 'assets'))) return
  await server.register(fastifyStatic, { root: web, serve: false, preCompressed: true })
  await server.register(fastifyStatic, {
    root: path.join(web, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: '365d',
    setHeaders: (reply) => {
      reply.header('x-content-type-options', 'nosniff')
    },
  })
  routePadWorker(server, web)
  for (const page of pages)
    if (existsSync(path.join(web, page.folder, 'index.html'))) routePage(server, page, connectTo)
}
