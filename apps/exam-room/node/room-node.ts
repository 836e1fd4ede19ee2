import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { bundleOf, type ResultBundle, sealedPart } from '#modules/delivery/core/bundle.ts'
import { chain, type Draft } from '#modules/delivery/core/journal.ts'
import type { PreflightResult } from '#modules/delivery/core/preflight.ts'
import { keptForm, type PreparedSitting, preparationText } from '#modules/delivery/core/preparation.ts'
import type { RoomPort, RoomStanding } from '#modules/delivery/core/room.port.ts'
import type { SeatStatus } from '#modules/delivery/core/seat.machine.ts'
import type { SittingStatus } from '#modules/delivery/core/sitting.machine.ts'
import { rulesText } from '#modules/delivery/node/core/room-package.ts'
import type { Clock } from '#platform/clock/clock.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { keepClock, resumeClock } from './clock-keeping.ts'
import { ConsoleService } from './console-service.ts'
import { DutyService } from './duty-service.ts'
import { type LiveSitting, loadSitting, record } from './live-sitting.ts'
import { reachableMachines } from './machines.ts'
import { type KeptOrigin, originName, originOf, rulesHashName } from './origin.ts'
import { allowPair, barElsewhere, peerRoutes } from './peer-routes.ts'
import {
  bareGround,
  momentOf,
  newRoomContext,
  type OpenPackage,
  type RoomContext,
  type RoomGround,
} from './room-context.ts'
import { deskRoutes, dutyRoutes, seatRoutes } from './routes.ts'
import { SeatService } from './seat-service.ts'
import { OtherFormat } from './sitting-database.ts'
import { DiskFault, openSittingFile, type SittingFile } from './sitting-file.ts'
import { sm3 } from './sm3.ts'
import { Standby } from './standby.ts'
import { steadyClock, type Uptime } from './steady-clock.ts'
import { sweep } from './sweep.ts'
import { otherFormat, type UnreadableSitting } from './unreadable.ts'

export interface RoomNodeOptions {
  /** Where the sitting files live; created when missing, readable by its owner only. */
  readonly directory: string
  readonly clock: Clock
  /** The count that the room's time goes by once its clock is read; the machine's own without it. */
  readonly uptime?: Uptime
  readonly openPackage: OpenPackage
  /** Words for a clause id, such as 鲁人社〔2023〕1号 四（四）2; added to refusals as `details.citations`. */
  readonly cite?: (clauseId: string) => string
  /** What the machine tells of itself; left out where nobody asks. */
  readonly ground?: Partial<RoomGround>
  /** Milliseconds between looks at the clock; 0 = only when `tick` is called. */
  readonly tickMilliseconds?: number
}

export interface RoomNode {
  /** The HTTP face; register it under `/room`. */
  readonly plugin: FastifyPluginAsync
  /** Creates the file of a sitting with its sealed package. The same preparation twice changes nothing. */
  prepare(sitting: PreparedSitting, origin?: KeptOrigin): ReturnType<RoomPort['prepare']>
  /** Sittings in the folder that this program cannot open, in words. */
  unreadable(): readonly UnreadableSitting[]
  /** With which package a sitting came; undefined where the centre's own room holds it. */
  origin(sittingId: string): KeptOrigin | undefined
  /** Where a sitting takes place, and when. */
  place(sittingId: string): SittingPlace | undefined
  /** The last check before the examination. */
  lastCheck(sittingId: string): PreflightResult | undefined
  /** How many of its machines answer. */
  machines(sittingId: string): { readonly reachable: number; readonly expected: number }
  /** Every sitting held here, by its id. */
  held(): readonly string[]
  status(sittingId: string): SittingStatus | undefined
  /** Whether this node, not the other of its pair, holds the sitting. */
  serves(sittingId: string): boolean
  /** Number and hash of the last journal entry. */
  head(sittingId: string): { readonly seq: number; readonly hash: string } | undefined
  standing: RoomPort['standing']
  journal: RoomPort['journal']
  /** The sealed result, the same to the byte each time; refused before the sitting is sealed. */
  bundle(sittingId: string): Verdict<ResultBundle, 'not-sealed'>
  /** Records that the centre has the bundle. */
  uploaded(sittingId: string, receipt: string): Promise<void>
  withdraw: RoomPort['withdraw']
  build: RoomPort['build']
  /** Does what time alone brings about in every sitting, now. */
  tick(): Promise<void>
  /** The second node of the room: pairing, state, take-over. */
  readonly standby: Standby
  close(): Promise<void>
}

export type SittingPlace = Pick<
  PreparedSitting,
  'title' | 'site' | 'roomName' | 'plannedStart' | 'plannedEnd'
>

const suffix = '.sittings.sqlite'
const sittingIdPattern = /^[A-Za-z0-9-]{1,64}$/

const withCitations = (payload: unknown, cite: (clauseId: string) => string): unknown => {
  const verdict = payload as Partial<Refusal> | null
  if (!verdict?.refused || !verdict.clauses) return payload
  return { ...verdict, details: { ...verdict.details, citations: verdict.clauses.map(cite) } }
}

/** SDS-4.4-40: a failing disk is a failure of equipment, to be recorded with what was done about it. */
const notStored = refuse('storage-failed', {
  sentence: '考场服务器的磁盘暂时不能写入，本次操作没有保存。',
  remedy:
    '考生请继续作答，作答已存在考试机上，恢复后自动补传；请监考人员通知技术人员检查磁盘空间并登记设备故障。',
  clauses: ['SDS-4.4-40'],
})

const answerDiskFault = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  if (!(error instanceof DiskFault)) throw error
  request.log.error({ err: error }, 'the disk of the room refuses')
  return reply.code(503).header('cache-control', 'no-store').send(notStored)
}

interface Filling {
  readonly sitting: PreparedSitting
  readonly origin: KeptOrigin | undefined
  readonly at: string
}

const fill = (file: SittingFile, { sitting, origin, at }: Filling): Promise<void> => {
  const kept = keptForm(sitting, sm3)
  const text = preparationText(kept)
  const packageHash = sm3(sitting.sealedPackage)
  const preparationHash = sm3(text)
  file.attach(`preparation/${preparationHash}`, Buffer.from(text))
  file.attach(`package/${packageHash}`, sitting.sealedPackage)
  if (origin) file.attach(originName, Buffer.from(JSON.stringify(origin)))
  file.attach(rulesHashName, Buffer.from(sm3(rulesText(sitting.rules))))
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

const reopen = (context: RoomContext, sittingId: string, file: SittingFile): void => {
  try {
    // A file whose preparation was interrupted holds no entry yet; `prepare` fills it.
    if (file.entries().length === 0) file.close()
    else load(context, sittingId, file)
  } catch (cause) {
    file.close()
    throw cause
  }
}

const loadAll = (context: RoomContext, directory: string): void => {
  for (const name of readdirSync(directory).sort()) {
    if (!name.endsWith(suffix)) continue
    const [sittingId, place] = [name.slice(0, -suffix.length), path.join(directory, name)]
    try {
      reopen(context, sittingId, openSittingFile(place))
    } catch (cause) {
      if (!(cause instanceof OtherFormat)) throw cause
      context.unreadable.set(sittingId, place)
    }
  }
}

const prepareSitting = async (
  context: RoomContext,
  directory: string,
  { sitting, origin }: Omit<Filling, 'at'>,
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
  const other = context.unreadable.get(sittingId)
  if (other !== undefined) return otherFormat(other)
  const file = openSittingFile(path.join(directory, `${sittingId}${suffix}`))
  await fill(file, { sitting, origin, at: context.clock.now().toISOString() })
  load(context, sittingId, file)
  return accept({ packageHash, preparationHash })
}

/** A sitting that another server is to hold: its file stays as evidence, under a name that is not opened again. */
const withdrawSitting = async (
  context: RoomContext,
  directory: string,
  sittingId: string,
): Promise<boolean> => {
  const sitting = context.sittings.get(sittingId)
  if (!sitting) return true
  if (sitting.room.status !== 'sealed-package-present') return false
  context.sittings.delete(sittingId)
  sitting.file.close()
  const file = path.join(directory, `${sittingId}${suffix}`)
  renameSync(file, `${file}.${context.clock.wall().getTime()}.withdrawn`)
  return true
}

const machinesOf = (context: RoomContext, sitting: LiveSitting | undefined) =>
  sitting ? reachableMachines(sitting, momentOf(context)) : { reachable: 0, expected: 0 }

const standingOfRoom = (sitting: LiveSitting | undefined): RoomStanding | undefined => {
  if (!sitting) return undefined
  const { status, head, seats, openingAttempts, log } = sitting.room
  const counts: { [status in SeatStatus]?: number } = {}
  for (const seat of seats.values()) counts[seat.status] = (counts[seat.status] ?? 0) + 1
  return { status, head: { ...head }, seats: counts, openingAttempts, incidentSeq: log.lastSeq }
}

const noResult = refuse('not-sealed', {
  sentence: '本场为试考，作答不计成绩，没有成绩数据。',
  remedy: '试考结束后封存即可，不需要上报。',
  clauses: ['HN-1.8.4-17'],
})

/** The sealed result of a sitting, or why there is none yet. */
const sealedBundle = (sitting: LiveSitting | undefined): Verdict<ResultBundle, 'not-sealed'> => {
  if (sitting?.preparation.isRehearsal) return noResult
  return sitting?.room.sealedAt
    ? accept(bundleOf(sealedPart(sitting.file.entries())))
    : refuse('not-sealed', {
        sentence: '本场次尚未封存，不能取出成绩数据。',
        remedy: '请监考人员收卷并封存后再上报。',
        clauses: ['SDS-5.1-05'],
      })
}

type Lookups = Pick<
  RoomNode,
  | 'origin'
  | 'place'
  | 'held'
  | 'lastCheck'
  | 'machines'
  | 'status'
  | 'serves'
  | 'head'
  | 'standing'
  | 'journal'
  | 'bundle'
>

/** What is read of the sittings held here; nothing of it changes anything. */
const lookups = (context: RoomContext): Lookups => {
  const { sittings } = context
  return {
    origin: (sittingId) => originOf(sittings.get(sittingId)),
    place: (sittingId) => sittings.get(sittingId)?.preparation,
    held: () => [...sittings.keys()],
    lastCheck: (sittingId) => sittings.get(sittingId)?.room.preflight ?? undefined,
    machines: (sittingId) => machinesOf(context, sittings.get(sittingId)),
    status: (sittingId) => sittings.get(sittingId)?.room.status,
    serves: (sittingId) => sittings.get(sittingId)?.standing.role === 'serving',
    head: (sittingId) => {
      const sitting = sittings.get(sittingId)
      return sitting && { ...sitting.room.head }
    },
    standing: (sittingId) => standingOfRoom(sittings.get(sittingId)),
    journal: (sittingId) => sittings.get(sittingId)?.file.entries(),
    bundle: (sittingId) => sealedBundle(sittings.get(sittingId)),
  }
}

/**
 * A room node: the only thing that ever serves a candidate. Opening it reopens every sitting in its directory and
 * rebuilds each by replay, whatever ended the process before.
 */
export const openRoomNode = (options: RoomNodeOptions): RoomNode => {
  const { directory, openPackage } = options
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const ground = { ...bareGround, ...options.ground }
  const machine = steadyClock(options.clock, options.uptime)
  const context = newRoomContext({ openPackage, directory, ground, clock: machine })
  const { clock } = context
  const { sittings } = context
  loadAll(context, directory)
  const standby = new Standby(context, directory)
  context.standby = standby
  resumeClock(machine, sittings.values(), clock.ahead())

  const tick = async (): Promise<void> => {
    for (const sitting of sittings.values()) {
      await keepClock(sitting, machine, clock.now())
      await sweep(sitting, clock)
    }
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
    instance.setErrorHandler(answerDiskFault)
    instance.addHook('preClose', async () => {
      for (const end of context.streams) end()
    })
    const { cite } = options
    if (cite)
      instance.addHook('preSerialization', async (_request, _reply, payload) => withCitations(payload, cite))
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
    prepare: (sitting, origin) => prepareSitting(context, directory, { sitting, origin }),
    withdraw: (sittingId) => withdrawSitting(context, directory, sittingId),
    build: ground.build,
    unreadable: () => [...context.unreadable.values()].map(otherFormat),
    ...lookups(context),
    tick,
    uploaded: async (sittingId, receipt) => {
      const sitting = sittings.get(sittingId)
      // A journal that follows another is written there alone.
      if (sitting?.room.status !== 'sealed' || sitting.standing.role !== 'serving') return
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
