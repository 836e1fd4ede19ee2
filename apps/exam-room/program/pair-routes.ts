import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { RoomNode } from '../node/room-node.ts'
import type { OperatorPair } from './operator.port.ts'

const clauses = ['SDS-4.4-16', 'SDS-4.4-40']
const longest = 200
const Request = Type.Object({
  own: Type.String({ maxLength: longest }),
  peer: Type.String({ maxLength: longest }),
  code: Type.String({ maxLength: 40 }),
})

const addressWrong = (field: 'own' | 'peer') =>
  refuse('address-wrong', {
    sentence: field === 'own' ? '本机地址不正确。' : '另一台主机的地址不正确。',
    remedy: '请填写考试机访问时所用的地址，例如 http://192.168.1.10:8701。',
    clauses,
    field,
  })

const sameMachine = refuse('same-machine', {
  sentence: '填写的是本机自己的地址，不能与自己配对。',
  remedy: '请填写另一台主机管理页上显示的地址。',
  clauses,
  field: 'peer',
})

const pairedAlready = refuse('paired-already', {
  sentence: '本机已经配对。',
  remedy: '更换另一台主机的，请先解除配对。',
  clauses,
})

const notConfirmed = refuse('unpair-unconfirmed', {
  sentence: '解除配对后，本机答卷不再同步到另一台主机。',
  remedy: '确需解除的，请勾选确认后再试。',
  clauses,
  field: 'confirmed',
})

/** What a person types: the scheme may be missing, the path of a page may be there. */
const originOf = (typed: string): string | undefined => {
  const text = typed.trim()
  try {
    const url = new URL(/^https?:\/\//.test(text) ? text : `http://${text}`)
    return url.hostname === '' ? undefined : url.origin
  } catch {
    return undefined
  }
}

/** The second machine of the room, and how each sitting of this one stands with it. */
export const pairNow = (node: RoomNode): OperatorPair | null => {
  const { pair } = node.standby
  if (!pair) return null
  const sittings = node.held().flatMap((sittingId) => {
    const place = node.place(sittingId)
    if (!place) return []
    const isServed = node.serves(sittingId)
    const state = isServed
      ? (node.standby.now(sittingId)?.state ?? 'lost')
      : node.standby.servedElsewhere(sittingId).isLinked
        ? ('linked' as const)
        : ('lost' as const)
    return [{ sittingId, roomName: place.roomName, title: place.title, isServed, state }]
  })
  return { own: pair.own, peer: pair.peer, isHeard: node.standby.isHeard(), sittings }
}

const pairWith = async (node: RoomNode, body: unknown): Promise<Verdict<null>> => {
  if (!Value.Check(Request, body)) return addressWrong('peer')
  if (node.standby.pair) return pairedAlready
  const [own, peer] = [originOf(body.own), originOf(body.peer)]
  if (!own) return addressWrong('own')
  if (!peer) return addressWrong('peer')
  return own === peer ? sameMachine : node.standby.pairWith({ own, peer, code: body.code })
}

/** Pairing, for whoever sits at the machine. */
export const pairRoutes = (app: FastifyInstance, node: RoomNode): void => {
  app.post('/pair/code', async (_request, reply) => {
    const verdict = node.standby.pair ? pairedAlready : accept({ code: node.standby.pairingCode() })
    return reply
      .code(verdict.refused ? 409 : 200)
      .header('cache-control', 'no-store')
      .send(verdict)
  })
  app.post('/pair', async ({ body }, reply) => {
    const verdict = await pairWith(node, body)
    return reply.code(verdict.refused ? 409 : 200).send(verdict)
  })
  app.post<{ Body: { readonly confirmed?: boolean } | null }>('/unpair', async ({ body }, reply) => {
    if (body?.confirmed !== true) return reply.code(409).send(notConfirmed)
    node.standby.unpair()
    return reply.send(accept(null))
  })
}
