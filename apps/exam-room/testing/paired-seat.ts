import { setTimeout as pause } from 'node:timers/promises'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { Entered, PaperOnSeat, SeatStanding, WitnessedHead } from '../room.port.ts'
import { granted, overLoopback } from './room-client.ts'

interface Deed {
  readonly type: 'answered'
  readonly clientSeq: number
  readonly madeAt: string
  readonly item: string
  readonly choice: readonly string[]
}

const elsewhere = ['node-superseded', 'node-standby']

/** A candidate's machine that keeps what it made, knows both nodes, and goes to the one that serves it. */
export class PairedSeat {
  readonly seat: string
  readonly #ticketNumber: string
  readonly #machine: string
  readonly #clientId: string
  #origins: readonly string[]
  #token = ''
  #mark = ''
  #made: Deed[] = []
  /** The highest it was told. */
  epoch = 1
  /** The newest head it was shown. */
  head: WitnessedHead | undefined
  /** Every event of this machine up to this number was acknowledged at some time, by whichever node. */
  acknowledged = 0
  /** The longest that one save took until it was acknowledged, milliseconds. */
  longest = 0

  constructor(claim: { readonly seat: string; readonly ticketNumber: string }, origins: readonly string[]) {
    this.seat = claim.seat
    this.#ticketNumber = claim.ticketNumber
    this.#machine = `machine-of-seat-${claim.seat}`
    this.#clientId = `series-of-seat-${claim.seat}`
    this.#origins = origins
  }

  get made(): readonly Deed[] {
    return this.#made
  }

  /** Which nodes it can reach from now on. */
  only(...origins: readonly string[]): void {
    this.#origins = origins
  }

  /** The node it talks to. */
  get origin(): string {
    return this.#origins[0]!
  }

  readonly #once = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Verdict<T>> =>
    (await overLoopback(this.origin)({
      method,
      path: `/room/seat/${path}`,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'x-machine': this.#machine,
        ...(this.#mark && { 'x-epoch': this.#mark }),
      },
      ...(body && { body }),
    })) as Verdict<T>

  /** One request to whichever node serves; undefined when none does. */
  readonly #ask = async <T>(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Verdict<T> | undefined> => {
    for (const _ of this.#origins) {
      const verdict = await this.#once<T>(method, path, body).catch(() => undefined)
      const isServed = verdict?.refused === false || (verdict?.refused && !elsewhere.includes(verdict.code))
      if (isServed) return verdict
      this.#origins = [...this.#origins.slice(1), this.origin]
    }
    return undefined
  }

  /** Asks until a node serves: what the seat does meanwhile may turn it to the other one just then. */
  readonly #insist = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const verdict = await this.#ask<T>(method, path, body)
      if (verdict) return granted(verdict)
      await pause(50)
    }
    throw new Error(`seat ${this.seat}: no node answers to ${path}`)
  }

  readonly #hear = (standing: SeatStanding): number => {
    if (standing.epoch < this.epoch) throw new Error('served by a node of a lower epoch')
    this.epoch = standing.epoch
    this.#mark = standing.mark
    this.head = { ...standing.head, epoch: standing.epoch }
    this.acknowledged = Math.max(this.acknowledged, standing.acknowledged)
    return standing.acknowledged
  }

  async begin(): Promise<void> {
    const claim = { ticketNumber: this.#ticketNumber, seat: this.seat, machine: this.#machine }
    this.#token = (await this.#insist<Entered>('POST', 'enter', claim)).token
    await this.#insist<SeatStanding>('POST', 'confirm')
    await this.#insist<PaperOnSeat>('GET', 'paper')
  }

  answer(item: string, choice: readonly string[]): void {
    const clientSeq = this.#made.length + 1
    this.#made.push({ type: 'answered', clientSeq, madeAt: new Date().toISOString(), item, choice })
  }

  /** True once everything made is acknowledged by the node that serves now. */
  async beat(): Promise<boolean> {
    const body = { clientId: this.#clientId, ...(this.head && { head: this.head }) }
    const verdict = await this.#ask<SeatStanding>('POST', 'heartbeat', body)
    if (!verdict) return false
    const has = this.#hear(granted(verdict))
    return has === this.#made.length || this.#send(has)
  }

  readonly #send = async (from: number): Promise<boolean> => {
    const events = this.#made.slice(from, from + 200)
    const began = performance.now()
    const verdict = await this.#ask<SeatStanding>('POST', 'events', { clientId: this.#clientId, events })
    if (!verdict) return false
    const has = this.#hear(granted(verdict))
    this.longest = Math.max(this.longest, performance.now() - began)
    return has === this.#made.length
  }

  /** Answers one item after another until told to stop; what cannot be sent waits. */
  async work(items: readonly string[], isOver: () => boolean): Promise<void> {
    for (let round = 0; !isOver(); round += 1) {
      this.answer(items[round % items.length]!, ['AB'[round % 2]!])
      if (!(await this.#send(this.acknowledged))) await this.beat().catch(() => pause(20))
    }
  }

  async answers(): Promise<PaperOnSeat['answers']> {
    return (await this.#insist<PaperOnSeat>('GET', 'paper')).answers
  }

  standing(): Promise<SeatStanding> {
    return this.#insist<SeatStanding>('POST', 'heartbeat', { clientId: this.#clientId })
  }

  /** What the room must have: for each item the last choice among the first so many deeds. */
  expected(upTo = this.#made.length): PaperOnSeat['answers'] {
    return Object.fromEntries(this.#made.slice(0, upTo).map(({ item, choice }) => [item, choice]))
  }
}
