import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 as uuid } from 'uuid'
import type * as practical from '#modules/scoring/practical.contract.ts'
import { createClient } from '../../../kit/client.ts'
import { pauseOrOnline } from '../../../kit/network.ts'
import { keepPending, readQueue } from './pad-store.ts'
import {
  acknowledged,
  drop,
  next,
  put,
  type Queue,
  refused,
  type SheetInput,
  sending,
  type Waiting,
} from './sheet-queue.ts'

const client = createClient()
const pauseMilliseconds = 4000

const issue = ({ input, signature, key }: Waiting) =>
  signature === null
    ? client.issue<typeof practical.saveSheet>('scoring.saveSheet', input, key)
    : client.issue<typeof practical.lockSheet>('scoring.lockSheet', { ...input, signature }, key)

/**
 * Sheets written on this pad, kept in its own database before they are sent and until the server has them. `owner`
 * keeps examiners who share a pad apart; `onTaken` is called with the sheet as the server has taken it.
 */
export const useSheetQueue = (owner: string, onTaken: (taken: SheetInput, locked: boolean) => void) => {
  const [queue, setQueue] = useState<Queue | null>(null)
  const [syncedAt, setSyncedAt] = useState<Date | null>(null)
  const held = useRef<Queue>({})
  const busy = useRef(false)
  const change = useCallback(
    async (applicationId: string, made: (queue: Queue) => Queue) => {
      held.current = made(held.current)
      setQueue(held.current)
      await keepPending(owner, applicationId, held.current[applicationId] ?? null)
    },
    [owner],
  )
  const flush = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    for (let sent = next(held.current); sent; sent = next(held.current)) {
      const one = sent
      const { applicationId } = one.input
      await change(applicationId, (now) => sending(now, one))
      try {
        const verdict = await issue(one)
        if (verdict.refused) await change(applicationId, (now) => refused(now, one, verdict))
        else {
          await change(applicationId, (now) => acknowledged(now, one, verdict.value.version))
          setSyncedAt(new Date())
          onTaken({ ...one.input, version: verdict.value.version }, one.signature !== null)
        }
      } catch {
        await pauseOrOnline(pauseMilliseconds)
      }
    }
    busy.current = false
  }, [change, onTaken])
  useEffect(() => {
    let isGone = false
    void readQueue(owner).then((found) => {
      if (isGone) return
      held.current = { ...found, ...held.current }
      setQueue(held.current)
      void flush()
    })
    return () => {
      isGone = true
    }
  }, [owner, flush])
  const write = async (input: SheetInput, signature: string | null) => {
    await change(input.applicationId, (now) => put(now, { key: uuid(), input, signature, refusal: null }))
    void flush()
  }
  return {
    /** Null until the pad's own database has been read. */
    queue,
    syncedAt,
    write,
    forget: (applicationId: string) => change(applicationId, (now) => drop(now, applicationId)),
  }
}
