import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import { bundleOf, type ResultBundle, sealedPart } from '#modules/delivery/core/bundle.ts'
import { chain, type Draft } from '#modules/delivery/core/journal.ts'
import { keptForm, type PreparedSitting, preparationText } from '#modules/delivery/core/preparation.ts'
import type { RoomPort, RoomStanding } from '#modules/delivery/core/room.port.ts'
import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import type { SittingStatus } from '#modules/delivery/core/sitting.machine.ts'
import type { Clock } from '#platform/clock/clock.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { ConsoleService } from './console-service.ts'
import { DutyService } from './duty-service.ts'
import { type LiveSitting, loadSitting, record } from './live-sitting.ts'
import { allowPair, barElsewhere, peerRoutes } from './peer-routes.ts'
import { newRoomContext, type OpenPackage, type RoomContext } from './room-context.ts'
import { deskRoutes, dutyRoutes, seatRoutes } from './routes.ts'
import { SeatService } from './seat-service.ts'
import { openSittingFile, type SittingFile } from './sitting-file.ts'
import { sm3 } from './sm3.ts'
import { Standby } from './standby.ts'
import { sweep } from './sweep.ts'

export interface RoomNodeOptions {
  /** Where the sitting files live; created when missing, readable by its owner only. */
  readonly directory: string
  readonly clock: Clock
  readonly openPackage: OpenPackage
  /** Words for a clause id, such as 鲁人社〔2023〕1号 四（四）2; added to refusals as `details.citations`. */
  readonly cite?: (clauseId: string) => string
  /** Milliseconds between looks at the clock; 0 = only when `tick` is called. */
  readonly tickMilliseconds?: number
}

export interface RoomNode {
  /** The HTTP face; register it under `/room`. */
  readonly plugin: FastifyPluginAsync
  /** Creates the file of a sitting with its sealed package. The same preparation twice changes nothing. */
  prepare: RoomPort['prepare']
  status(sittingId: string): SittingStatus | undefined
  /** Number and hash of the last journal entry. */
  head(sittingId: string): { readonly seq: number; readonly hash: string } | undefined
  standing: RoomPort['standing']
  journal: RoomPort['journal']
  /** The sealed result, the same to the byte each time; refused before the sitting is sealed. */
  bundle(sittingId: string): Verdict<ResultBundle, 'not-sealed'>
  /** Records that the centre has the bundle. */
  uploaded(sittingId: string, receipt: string): Promise<void>
  /** Does what time alone brings about in every sitting, now. */
  tick(): Promise<void>
  /** The second node of the room: pairing, state, take-over. */
  readonly standby: Standby
  close(): Promise<void>
}

const suffix = '.sittings.sqlite'
const sittingIdPattern = /^[A-Za-z0-9-]{1,64}$/

const withCitations = (payload: unknown, cite?: (clauseId: string) => string): unknown => {
  const verdict = payload as Partial<Refusal> | null
  if (!cite || !verdict?.refused || !verdict.clauses) return payload
  return { ...verdict, details: { ...verdict.details, citations: verdict.clauses.map(cite) } }
}

const fill = (file: SittingFile, sitting: PreparedSitting, at: string): Promise<void> => {
  const kept = keptForm(sitting, sm3)
  const text = preparationText(kept)
  const packageHash = sm3(sitting.sealedPackage)
  const preparationHash = sm3(text)
  file.attach(`preparation/${preparationHash}`, Buffer.from(text))
  file.attach(`package/${packageHash}`, sitting.sealedPackage)
  for (const { photo } of sitting.roster) if (photo) file.attach(`photo/${sm3(photo)}`, photo)
  const { sittingId, plannedStart, plannedEnd, rules } = kept
  const seats = kept.roster.map(({ seat, candidate }) => ({ seat, candidate }))
  const prepared: Draft = {
    kind: 'sitting-prepared',
    seat: null,
    actor: 'room',
    body: { sittingId, plannedStart, plannedEnd, preparationHash, seats, rules },
  }
  const received: Draft = {
    kind: 'package-received',
    seat: null,
    actor: 'room',
    body: { packageHash, bytes: sitting.sealedPackage.length },
  }
  const first = chain({ seq: 0, hash: '' }, { ...prepared, at }, sm3)
  return file.append([first, chain(first, { ...received, at }, sm3)])
}

const load = (context: RoomContext, sittingId: string, file: SittingFile): void => {
  const sitting = loadSitting(file)
  // Nobody has been heard yet: every seat gets the full silence before it counts as interrupted.
  const wall = context.clock.wall().getTime()
  for (const seat of sitting.room.seats.keys()) sitting.lastHeard.set(seat, wall)
  context.sittings.set(sittingId, sitting)
}

const loadAll = (context: RoomContext, directory: string): void => {
  for (const name of readdirSync(directory).sort()) {
    if (!name.endsWith(suffix)) continue
    const file = openSittingFile(path.join(directory, name))
    // A file whose preparation was interrupted holds no entry yet; `prepare` fills it.
    if (file.entries().length === 0) file.close()
    else load(context, name.slice(0, -suffix.length), file)
  }
}

const prepareSitting = async (
  context: RoomContext,
  directory: string,
  sitting: PreparedSitting,
): ReturnType<RoomNode['prepare']> => {
  const { sittingId } = sitting
  if (!sittingIdPattern.test(sittingId)) throw new RangeError('a sitting id of wrong form')
  const packageHash = sm3(sitting.sealedPackage)
  const preparationHash = sm3(preparationText(keptForm(sitting, sm3)))
  const known = context.sittings.get(sittingId)
  if (known) {
    const same = known.room.preparationHash === preparationHash && known.room.packageHash === packageHash
    if (same) return accept({ packageHash, preparationHash })
    return refuse('sitting-differs', {
      sentence: '该场次已下发到考场，内容与本次不同。',
      remedy: '已下发的场次不能更改；确需变更的，请另建场次并登记原因。',
      clauses: ['SDS-4.4-02'],
    })
  }
  const file = openSittingFile(path.join(directory, `${sittingId}${suffix}`))
  await fill(file, sitting, context.clock.now().toISOString())
  load(context, sittingId, file)
  return accept({ packageHash, preparationHash })
}

const standingOfRoom = (sitting: LiveSitting | undefined): RoomStanding | undefined => {
  if (!sitting) return undefined
  const { status, head, seats, openingAttempts, log } = sitting.room
  const counts: { [status in SeatStatus]?: number } = {}
  for (const seat of seats.values()) counts[seat.status] = (counts[seat.status] ?? 0) + 1
  return { status, head: { ...head }, seats: counts, openingAttempts, incidentSeq: log.lastSeq }
}

/** The sealed result of a sitting, or why there is none yet. */
const sealedBundle = (sitting: LiveSitting | undefined): Verdict<ResultBundle, 'not-sealed'> =>
  sitting?.room.sealedAt
    ? accept(bundleOf(sealedPart(sitting.file.entries())))
    : refuse('not-sealed', {
        sentence: '本场次尚未封存，不能取出成绩数据。',
        remedy: '请监考人员收卷并封存后再上报。',
        clauses: ['SDS-5.1-05'],
      })

/**
 * A room node: the only thing that ever serves a candidate. Opening it reopens every sitting in its directory and
 * rebuilds each by replay, whatever ended the process before.
 */
export const openRoomNode = (options: RoomNodeOptions): RoomNode => {
  const { directory, clock, openPackage } = options
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const context = newRoomContext(clock, openPackage)
  const { sittings } = context
  loadAll(context, directory)
  const standby = new Standby(context, directory)
  context.standby = standby

  const tick = async (): Promise<void> => {
    for (const sitting of sittings.values()) await sweep(sitting, clock)
  }

  const period = options.tickMilliseconds ?? 1000
  const faults = new Set<(cause: unknown) => void>()
  const timer =
    period > 0
      ? setInterval(() => {
          tick().catch((cause) => {
            for (const report of faults) report(cause)
          })
        }, period)
      : undefined
  timer?.unref()

  const plugin: FastifyPluginAsync = async (instance) => {
    faults.add((cause) => instance.log.error({ err: cause }, 'the room could not be swept'))
    instance.addHook('preClose', async () => {
      for (const end of context.streams) end()
    })
    instance.addHook('preSerialization', async (_request, _reply, payload) =>
      withCitations(payload, options.cite),
    )
    allowPair(instance, standby)
    barElsewhere(instance, context)
    await peerRoutes(instance, standby)
    seatRoutes(instance, new SeatService(context))
    const duties = new DutyService(context)
    dutyRoutes(instance, duties)
    deskRoutes(instance, duties, new ConsoleService(context))
  }

  return {
    plugin,
    standby,
    prepare: (sitting) => prepareSitting(context, directory, sitting),
    tick,
    status: (sittingId) => sittings.get(sittingId)?.room.status,
    head: (sittingId) => {
      const sitting = sittings.get(sittingId)
      return sitting && { ...sitting.room.head }
    },
    standing: (sittingId) => standingOfRoom(sittings.get(sittingId)),
    journal: (sittingId) => sittings.get(sittingId)?.file.entries(),
    bundle: (sittingId) => sealedBundle(sittings.get(sittingId)),
    uploaded: async (sittingId, receipt) => {
      const sitting = sittings.get(sittingId)
      if (sitting?.room.status !== 'sealed') return
      const body = { receipt }
      await record(sitting, [{ kind: 'uploaded', seat: null, actor: 'room', body }], clock.now())
    },
    close: async () => {
      clearInterval(timer)
      standby.close()
      for (const { file } of sittings.values()) file.close()
      sittings.clear()
    },
  }
}
