import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([Type.Null(), schema])

const office = ['org-exam', 'org-head'] as const

/** The office takes the code that the server's own page shows; the same code again changes nothing. */
export const registerNode = command({
  name: 'delivery.registerNode',
  title: '登记考场服务器',
  input: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 60 }),
    siteId: Uuid,
    card: Type.String({ minLength: 1, maxLength: 4000 }),
  }),
  reply: Type.Object({ nodeId: Uuid, fingerprint: Type.String() }),
  refusals: ['CARD_UNREADABLE', 'NODE_KNOWN', 'SITE_UNKNOWN'],
  roles: ['org-exam', 'site-chief'],
})

/** No package is made for it any more, and nothing it signs is accepted. */
export const withdrawNode = command({
  name: 'delivery.withdrawNode',
  title: '注销考场服务器',
  input: Type.Object({ nodeId: Uuid, version: Version }),
  reply: Type.Object({ version: Version }),
  refusals: ['NODE_IN_USE'],
  roles: ['org-exam'],
})

/** `nodeId` null gives the sitting back to the centre's own room. */
export const assignNode = command({
  name: 'delivery.assignNode',
  title: '指定考场服务器',
  input: Type.Object({
    sittingId: Uuid,
    nodeId: Nullable(Uuid),
    reason: Type.String({ maxLength: 500 }),
  }),
  reply: Type.Object({ assignment: Type.Integer(), jobId: Nullable(Uuid) }),
  refusals: ['NODE_UNKNOWN', 'ROOM_MOVED_ON', 'REASON_MISSING'],
  roles: ['org-exam', 'site-chief'],
})

/**
 * The server paired with the one that holds a sitting: what either signs is taken in. `nodeId` null means none any more.
 * Also while the examination runs, with a reason: the second machine may have been fetched in a hurry.
 */
export const assignStandby = command({
  name: 'delivery.assignStandby',
  title: '指定备机',
  input: Type.Object({
    sittingId: Uuid,
    nodeId: Nullable(Uuid),
    reason: Type.String({ maxLength: 500 }),
  }),
  reply: Type.Object({ standbyNodeId: Nullable(Uuid) }),
  refusals: ['NODE_UNKNOWN', 'NOT_ON_SERVER', 'STANDBY_SAME', 'REASON_MISSING', 'RESULT_TAKEN'],
  roles: ['org-exam', 'site-chief'],
})

/** Issued by the job that made the package of a sitting. */
export const notePacked = command({
  name: 'delivery.notePacked',
  title: '登记考场包',
  input: Type.Object({ sittingId: Uuid, assignment: Type.Integer() }),
  reply: Type.Object({ packed: Type.Boolean() }),
  refusals: [],
  roles: ['system'],
})

const Head = Type.Object({ seq: Type.Integer(), hash: Type.String() })

/** What a server reports of one of its sittings. */
export const ReportedSitting = Type.Object({
  sittingId: Uuid,
  status: Type.String({ maxLength: 40 }),
  head: Head,
  preflight: Nullable(Type.Unknown()),
})

/** What is new in a server's report; the same again changes nothing. */
export const noteReport = command({
  name: 'delivery.noteReport',
  title: '登记考场服务器情况',
  input: Type.Object({
    organisationId: Uuid,
    nodeId: Uuid,
    sittings: Type.Array(ReportedSitting, { maxItems: 200 }),
  }),
  reply: Type.Object({ noted: Type.Integer() }),
  refusals: [],
  roles: ['system'],
})

/** A result file, by the server itself or carried by a person. What is wrong with it is kept and shown, too. */
export const receiveResult = command({
  name: 'delivery.receiveResult',
  title: '接收答卷包文件',
  input: Type.Object({
    name: Type.String({ maxLength: 200 }),
    /** The organisation, where the server itself sends. */
    organisationId: Type.Optional(Uuid),
  }),
  reply: Type.Object({
    outcome: Type.Union([
      Type.Literal('taken'),
      Type.Literal('same'),
      Type.Literal('refused'),
      Type.Literal('conflict'),
    ]),
    code: Nullable(Type.String()),
    sentence: Type.String(),
    remedy: Type.String(),
    sittingId: Nullable(Uuid),
    scripts: Type.Integer(),
    absent: Type.Integer(),
    violations: Type.Integer(),
    receipt: Nullable(Type.String()),
  }),
  refusals: [],
  roles: ['org-exam', 'site-chief', 'system'],
})

const Decision = Type.Union([Type.Literal('adopt'), Type.Literal('set-aside')])

/** Two servers brought different results of one sitting: people say which counts. */
export const decideConflict = command({
  name: 'delivery.decideConflict',
  title: '决定冲突结果',
  input: Type.Object({
    arrivalId: Uuid,
    version: Version,
    decision: Decision,
    reason: Type.String({ maxLength: 500 }),
  }),
  reply: Type.Object({ state: Type.Union([Type.Literal('proposed'), Type.Literal('decided')]) }),
  refusals: [
    'CONFLICT_DECIDED',
    'REASON_MISSING',
    'SECOND_PERSON_MISSING',
    'SCORES_CONFIRMED',
    'BUNDLE_ALTERED',
  ],
  roles: office,
})

/** A kept file, for those who look into what went wrong. */
export const takeArrival = command({
  name: 'delivery.takeArrival',
  title: '取出留存的答卷包文件',
  input: Type.Object({ arrivalId: Uuid }),
  reply: Type.Unknown(),
  refusals: ['NOT_KEPT'],
  roles: ['supervisor'],
})

/** Issued by the schedule when the time for which a file is kept is over. */
export const letArrivalGo = command({
  name: 'delivery.letArrivalGo',
  title: '清除期满的答卷包文件',
  input: Type.Object({ organisationId: Uuid, arrivalId: Uuid }),
  reply: Type.Object({ letGo: Type.Boolean() }),
  refusals: [],
  roles: ['system'],
})

const Check = Type.Object({
  at: Type.String(),
  person: Type.String(),
  passed: Type.Boolean(),
  reason: Type.String(),
  lines: Type.Array(
    Type.Object({
      line: Type.String(),
      title: Type.String(),
      passed: Type.Boolean(),
      hard: Type.Boolean(),
      finding: Type.String(),
      person: Type.String(),
      at: Type.String(),
    }),
  ),
})

/** Servers, their sittings, what is missing and what came in. */
export const nodeList = query({
  name: 'delivery.nodes',
  title: '考场服务器',
  input: Type.Object({}),
  reply: Type.Object({
    build: Type.String(),
    centreFingerprint: Type.String(),
    /** Why each line of the head stands there, by the document under which the organisation is filed. */
    clauses: Type.Object({
      fingerprint: Type.Array(Type.String()),
      build: Type.Array(Type.String()),
      overdue: Type.Array(Type.String()),
      refused: Type.Array(Type.String()),
    }),
    mayRegister: Type.Boolean(),
    mayWithdraw: Type.Boolean(),
    sites: Type.Array(Type.Object({ siteId: Uuid, name: Type.String() })),
    nodes: Type.Array(
      Type.Object({
        nodeId: Uuid,
        version: Version,
        name: Type.String(),
        siteName: Type.String(),
        fingerprint: Type.String(),
        registeredAt: Type.String(),
        registeredBy: Type.String(),
        state: Type.String(),
        heardAt: Nullable(Type.String()),
        /** Null until it was heard. */
        isSameBuild: Nullable(Type.Boolean()),
        sittings: Type.Integer(),
      }),
    ),
    sittings: Type.Array(
      Type.Object({
        sittingId: Uuid,
        title: Type.String(),
        siteName: Type.String(),
        roomName: Type.String(),
        startsAt: Type.String(),
        endsAt: Type.String(),
        state: Type.String(),
        nodeId: Nullable(Uuid),
        nodeName: Nullable(Type.String()),
        standbyNodeId: Nullable(Uuid),
        standbyName: Nullable(Type.String()),
        mayAssign: Type.Boolean(),
        mayAssignStandby: Type.Boolean(),
        /** `/api/files/…` once it is made. */
        packageAddress: Nullable(Type.String()),
        packedAt: Nullable(Type.String()),
        installedAt: Nullable(Type.String()),
        check: Nullable(Check),
        takenAt: Nullable(Type.String()),
        /** Minutes since its result was due; null when it is not, or no longer, due. */
        overdueMinutes: Nullable(Type.Integer()),
      }),
    ),
    arrivals: Type.Array(
      Type.Object({
        arrivalId: Uuid,
        receivedAt: Type.String(),
        receivedBy: Type.String(),
        via: Type.String(),
        fileName: Type.String(),
        nodeName: Nullable(Type.String()),
        roomName: Nullable(Type.String()),
        outcome: Type.String(),
        sentence: Type.String(),
        remedy: Type.String(),
        version: Version,
        /** Kept as it came, and for this reader to take. */
        mayTake: Type.Boolean(),
        keepUntil: Nullable(Type.String()),
        mayDecide: Type.Boolean(),
        needsTwo: Type.Boolean(),
        proposal: Nullable(
          Type.Object({
            decision: Decision,
            person: Type.String(),
            at: Type.String(),
            reason: Type.String(),
          }),
        ),
        decision: Nullable(
          Type.Object({
            decision: Decision,
            person: Type.String(),
            at: Type.String(),
            reason: Type.String(),
          }),
        ),
      }),
    ),
  }),
  roles: [...office, 'site-chief', 'supervisor'],
})
