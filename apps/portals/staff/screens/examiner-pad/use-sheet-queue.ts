import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 as uuid } from 'uuid'
import type * as practical from '#modules/scoring/practical.contract.ts'
import { createClient } from '../../../kit/client.ts'
import { pauseOrOnline } from '../../../kit/network.ts'
import {
  acknowledged,
  drop,
  next,
  put,
  type Queue,
  refused,
  type SheetInput,
  type Waiting,
} from './sheet-queue.ts'

const client = createClient()
const pauseMilliseconds = 4000

const read = (place: string): Queue => {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Queue
  } catch {
    return {}
  }
}

const issue = ({ input, signature, key }: Waiting) =>
  signature === null
    ? client.issue<typeof practical.saveSheet>('scoring.saveSheet', input, key)
    : client.issue<typeof practical.lockSheet>('scoring.lockSheet', { ...input, signature }, key)

/**
 * Sheets written on this pad, kept in the browser until the server has them. `owner` keeps examiners who share a pad
 * apart; `onTaken` is called with the sheet as the server has taken it, at its new version.
 */
export const useSheetQueue = (owner: string, onTaken: (taken: SheetInput, locked: boolean) => void) => {
  const place = `sheets:${owner}`
  const [queue, setQueue] = useState<Queue>(() => read(place))
  const held = useRef(queue)
  const sending = useRef(false)
  const change = useCallback(
    (made: (queue: Queue) => Queue) => {
      held.current = made(held.current)
      localStorage.setItem(place, JSON.stringify(held.current))
      setQueue(held.current)
    },
    [place],
  )
  const flush = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    for (let sent = next(held.current); sent; sent = next(held.current)) {
      const one = sent
      try {
        const verdict = await issue(one)
        if (verdict.refused) change((now) => refused(now, one, verdict))
        else {
          change((now) => acknowledged(now, one, verdict.value.version))
          onTaken({ ...one.input, version: verdict.value.version }, one.signature !== null)
        }
      } catch {
        await pauseOrOnline(pauseMilliseconds)
      }
    }
    sending.current = false
  }, [change, onTaken])
  useEffect(() => void flush(), [flush])
  const write = (input: SheetInput, signature: string | null) => {
    change((now) => put(now, { key: uuid(), input, signature, refusal: null }))
    void flush()
  }
  return { queue, write, forget: (applicationId: string) => change((now) => drop(now, applicationId)) }
}
