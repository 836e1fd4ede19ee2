import { sm3 } from 'sm-crypto-v2'
import { lastSixDigest, numberDigest } from '#modules/delivery/core/document-digest.ts'

/** Where the reader's own service listens on this computer; docs/formats/id-reader.md. */
const service = 'http://127.0.0.1:17017/v1'
const retryMilliseconds = 3_000

/** A card as the desk keeps it: the number is hashed at once and never stored. */
export interface CardRead {
  readonly serial: number
  readonly name: string
  readonly digest: string
  readonly photo: string | null
}

interface CardOnReader {
  readonly serial: number
  readonly name: string
  readonly number: string
  readonly photo?: string
}

const digest = (text: string): string => sm3(text)

export const digestOfNumber = (salt: string, number: string): string => numberDigest(digest, salt, number)

export const digestOfLastSix = (salt: string, lastSix: string): string => lastSixDigest(digest, salt, lastSix)

export type ReaderState = 'ready' | 'absent'

/** Waits for cards until stopped. A reader that is not there is looked for again. */
export const followReader = (
  salt: string,
  hear: { readonly card: (card: CardRead) => void; readonly state: (state: ReaderState) => void },
): (() => void) => {
  const stop = new AbortController()
  let after = 0
  const next = async (): Promise<void> => {
    const response = await fetch(`${service}/card?after=${after}`, { signal: stop.signal, cache: 'no-store' })
    if (!response.ok) throw new Error(`the reader answered ${response.status}`)
    hear.state('ready')
    if (response.status === 204) return
    const { serial, name, number, photo } = (await response.json()) as CardOnReader
    after = serial
    hear.card({ serial, name, digest: digestOfNumber(salt, number), photo: photo ?? null })
  }
  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        await next()
      } catch {
        if (stop.signal.aborted) return
        hear.state('absent')
        await new Promise((resolve) => setTimeout(resolve, retryMilliseconds))
      }
    }
  }
  run()
  return () => stop.abort()
}
