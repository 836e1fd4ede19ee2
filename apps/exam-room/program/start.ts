import path from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from '#platform/clock/clock.ts'
import type { Verifier } from '#platform/seal/signer.ts'
import type { OpenPackage } from '../node/room-context.ts'
import { openRoomNode, type RoomNode } from '../node/room-node.ts'
import { openCentreContact } from './centre-contact.ts'
import { openCentreLink } from './centre-link.ts'
import { followCentre, newCentreStanding } from './follow-centre.ts'
import { openIdentity } from './identity.ts'
import { type Joining, openJoining } from './join-centre.ts'
import { operatorRoutes } from './operator-routes.ts'
import { openPinnedCentre } from './pinned-centre.ts'
import { openResultFiles } from './result-file.ts'

export interface RoomProgramOptions {
  readonly folder: string
  readonly host: string
  readonly port: number
  /** The machine's name as people call it. */
  readonly name: string
  readonly centreUrl: string | null
  readonly clock: Clock
  readonly build: () => Promise<string>
  /** Asks the camera of the room for a picture; null where it has no address. */
  readonly camera: (() => Promise<boolean>) | null
  readonly cite: (clauseId: string) => string
  /** How papers are opened with the centre's keys. */
  readonly openPaper: (verifiers: readonly Verifier[]) => OpenPackage
  /** Registers the pages, where they are built. */
  readonly pages?: (app: FastifyInstance, node: RoomNode) => Promise<void>
}

export interface RoomProgram {
  readonly address: string
  readonly node: RoomNode
  /** Joins the centre at an address with the code it shows; a person there confirms. */
  readonly join: Joining['ask']
  /** Whether this server has joined the centre at this address before. */
  isJoined(url: string): boolean
  stop(): Promise<void>
}

/** A server of one exam site: its own folder and keys, no database of the centre, no need of any network beyond the room. */
export const startRoomProgram = async (options: RoomProgramOptions): Promise<RoomProgram> => {
  const { folder, clock, build, centreUrl } = options
  const identity = openIdentity(folder, options.name)
  let opened: RoomNode | undefined
  const centre = openPinnedCentre(folder, () => opened)
  const standing = newCentreStanding()
  const node = openRoomNode({
    directory: path.join(folder, 'rooms'),
    ...{ clock, cite: options.cite },
    ground: {
      build,
      signer: identity.signer,
      camera: options.camera,
      clockSeconds: () => (standing.offset === null ? null : standing.offset / 1000),
    },
    openPackage: (sealed, shares, at) => options.openPaper(centre.verifiers())(sealed, shares, at),
  })
  opened = node
  const results = openResultFiles(path.join(folder, 'results'), { node, identity, centre })
  const parts = { identity, centre, node, results, standing, build }
  const contact = openCentreContact(folder, centreUrl, (url) =>
    followCentre({ ...parts, clock, link: openCentreLink(url, identity) }),
  )
  const joining = openJoining({ identity, centre, connect: contact.connect })
  const app = Fastify({ logger: { level: 'warn' }, bodyLimit: 2 * 1024 * 1024 })
  await app.register(node.plugin, { prefix: '/room' })
  await app.register(async (scope) => operatorRoutes(scope, { ...parts, contact, joining }), {
    prefix: '/room/op',
  })
  app.get('/', (_request, reply) => reply.redirect('/room/operator/'))
  await options.pages?.(app, node)
  const address = await app.listen({ host: options.host, port: options.port })
  return {
    address,
    node,
    join: joining.ask,
    isJoined: (url) => contact.url() === url && centre.current() !== undefined,
    stop: async () => {
      joining.stop()
      await contact.stop()
      await app.close()
      await node.close()
    },
  }
}
