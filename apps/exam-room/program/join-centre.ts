import {
  answeredParts,
  askedParts,
  checkCode,
  type JoinAnswer,
  joiningPurpose,
} from '#modules/delivery/joining/core/joining.ts'
import { type CentreKeys, readCard } from '#modules/delivery/node/core/node-card.ts'
import { roomNodeRules } from '#modules/policy/core/room-node.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { isSameText, macOver, namedCode, plainCode } from '#platform/crypto/one-use-code.ts'
import { sm3 } from '../node/sm3.ts'
import { requestText } from './centre-link.ts'
import type { Identity } from './identity.ts'
import type { OperatorJoining } from './operator.port.ts'
import { fingerprintOf, type PinnedCentre } from './pinned-centre.ts'

const clauses = ['HN-2.3.1-02']
const patienceMilliseconds = 10_000
const codeLength = 12

const addressWrong = refuse('centre-address-wrong', {
  sentence: '中心地址不正确。',
  remedy: '请按中心“登记考场服务器”页面显示的地址填写，例如 https://kaowu.example.cn。',
  clauses,
  field: 'centre',
})

const codeShort = refuse('join-code-short', {
  sentence: '接入码应为 12 位字母和数字。',
  remedy: '请按中心页面显示的接入码完整输入，不分大小写。',
  clauses,
  field: 'code',
})

const unreachable = (url: string) =>
  refuse('centre-unreachable', {
    sentence: `按地址 ${url} 联系不上中心。`,
    remedy: '请核对地址和网络；没有网络的，改用登记码交机构考务人员登记。',
    clauses,
    field: 'centre',
  })

const unproven = refuse('centre-unproven', {
  sentence: '应答的不是显示这个接入码的中心，没有接入。',
  remedy: '请核对中心地址；地址无误仍如此的，停止接入并报告机构。',
  clauses,
  field: 'centre',
})

const otherCentre = (organisation: string) =>
  refuse('centre-other', {
    sentence: `本机已确认“${organisation}”为中心，不能接入另一个中心。`,
    remedy: '请核对中心地址；确需更换的，使用另一个数据目录启动。',
    clauses,
    field: 'centre',
  })

const isLocal = /^(localhost|\d+\.\d+\.\d+\.\d+)(:|\/|$)/

/** What a person types: the scheme may be missing, the path of a page may be there. */
const originOf = (typed: string): string | undefined => {
  const text = typed.trim()
  const scheme = isLocal.test(text) ? 'http' : 'https'
  try {
    const url = new URL(/^https?:\/\//.test(text) ? text : `${scheme}://${text}`)
    return url.hostname === '' ? undefined : url.origin
  } catch {
    return undefined
  }
}

export interface JoiningParts {
  readonly identity: Identity
  readonly centre: PinnedCentre
  /** From now on this is the address of the centre. */
  readonly connect: (url: string) => void
}

export interface Joining {
  now(): OperatorJoining | null
  ask(request: {
    readonly centre: string
    readonly code: string
  }): Promise<Verdict<{ readonly checkCode: string }>>
  stop(): void
}

const readVerdict = async <T>(response: Response): Promise<Verdict<T> | undefined> => {
  try {
    const verdict = (await response.json()) as Verdict<T>
    return typeof verdict.refused === 'boolean' ? verdict : undefined
  } catch {
    return undefined
  }
}

const call = async <T>(url: string, path: string, init: RequestInit): Promise<Verdict<T>> => {
  try {
    const signal = AbortSignal.timeout(patienceMilliseconds)
    return (await readVerdict<T>(await fetch(url + path, { ...init, signal }))) ?? unreachable(url)
  } catch {
    return unreachable(url)
  }
}

const path = '/api/room-nodes/joinings'

/** Proves the code to the centre, and has the centre prove it to us; the answer holds the keys to be pinned. */
const exchange = async (
  { card }: Identity,
  url: string,
  code: string,
): Promise<Verdict<{ readonly centre: CentreKeys; readonly checkCode: string }>> => {
  const { offer, secret } = await namedCode(code, joiningPurpose)
  const body = JSON.stringify({ offer, card, mac: macOver(secret, askedParts({ offer, card })) })
  const headers = { 'content-type': 'application/json' }
  const answer = await call<JoinAnswer>(url, path, { method: 'POST', headers, body })
  if (answer.refused) return answer
  const { centre, mac } = answer.value
  if (!isSameText(String(mac), macOver(secret, answeredParts(card, centre)))) return unproven
  const own = readCard(card)
  return own.refused ? own : accept({ centre, checkCode: checkCode(own.value, centre, sm3) })
}

const overWords: { readonly [state: string]: string } = {
  refused: '中心核对后没有登记本机。请与机构考务人员联系，查明原因后重新接入。',
  closed: '中心没有在时限内确认，这次接入已失效。请重新取得接入码。',
}

/** Joins a centre over the network: a code goes one way, keys both ways, and a person at the centre has the last word. */
export const openJoining = ({ identity, centre, connect }: JoiningParts): Joining => {
  let present: OperatorJoining | null = null
  let timer: NodeJS.Timeout | undefined
  const { signer } = identity
  const standing = (url: string) => {
    const message = requestText({ method: 'GET', address: path, body: new Uint8Array() })
    const signature = Buffer.from(signer.sign(message)).toString('base64url')
    const headers = { 'x-node-key': signer.keyId, 'x-node-signature': signature }
    return call<{ readonly state: string }>(url, path, { headers })
  }
  const stop = () => {
    clearInterval(timer)
    timer = undefined
  }
  const look = async (url: string, keys: CentreKeys, waiting: OperatorJoining) => {
    const answer = await standing(url)
    // Another code was typed meanwhile, or the line is down: asked again at the next turn.
    if (present !== waiting || answer.refused) return
    const { state } = answer.value
    if (state === 'asked') return
    stop()
    if (state === 'registered') {
      centre.pin(keys)
      connect(url)
      present = null
    } else present = { ...waiting, isWaiting: false, sentence: overWords[state] ?? overWords.closed! }
  }
  return {
    now: () => present,
    stop,
    ask: async (request) => {
      const url = originOf(request.centre)
      if (!url) return addressWrong
      if (plainCode(request.code).length !== codeLength) return codeShort
      const found = await exchange(identity, url, request.code)
      if (found.refused) return found
      const pinned = centre.current()
      const keys = found.value.centre
      if (pinned && fingerprintOf(pinned) !== fingerprintOf(keys)) return otherCentre(pinned.organisation)
      const { checkCode: code } = found.value
      const waiting = {
        url,
        organisation: keys.organisation,
        checkCode: code,
        isWaiting: true,
        sentence: null,
      }
      present = waiting
      stop()
      timer = setInterval(() => look(url, keys, waiting), roomNodeRules.joinPollSeconds * 1000)
      timer.unref()
      return accept({ checkCode: code })
    },
  }
}
