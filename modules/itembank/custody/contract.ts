import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'
import {
  handsOfPackages,
  Instant,
  Nullable,
  Page,
  PageSize,
  PersonName,
  Place,
  paperRefusals,
  Shares,
  Shown,
  StateReply,
  Uuid,
  Version,
} from '../core/shapes.ts'
import { stepNames } from './core/package.machine.ts'
import { stepRefusals } from './core/step.rule.ts'

const ShownPackage = { packageId: Uuid, version: Version }
const Count = Type.Integer({ minimum: 0, maximum: 100_000 })
const Note = Type.String({ maxLength: 300 })
const Counts = Type.Record(Type.String({ minLength: 1, maxLength: 20 }), Count)
const PackageReply = Type.Object({ state: Type.String(), incidents: Type.Integer() })
const missing = ['UNDERTAKING_MISSING'] as const

/** SDS-4.2-06: the electronic package goes to the rooms; not without its medium registered (SDE-4.5-30). */
export const dispatchPaper = command({
  name: 'itembank.dispatchPaper',
  title: '下发考场',
  input: Type.Object({ ...Shown, place: Place, note: Note }),
  reply: StateReply,
  refusals: [...paperRefusals, 'MEDIUM_MISSING'],
  roles: ['org-secrecy'],
})

/**
 * SDS-4.2-09: the package of a print paper is opened by its custodians for the print run, not before its time; each
 * try is recorded, refused or not.
 */
export const openPrintPaper = command({
  name: 'itembank.openPrintPaper',
  title: '启封印制',
  input: Type.Object({
    ...Shown,
    place: Place,
    reason: Type.String({ minLength: 2, maxLength: 200 }),
    shares: Shares,
  }),
  reply: Type.Object({
    opened: Type.Boolean(),
    sentence: Nullable(Type.String()),
    remedy: Nullable(Type.String()),
  }),
  refusals: [...paperRefusals],
  roles: ['org-secrecy', 'site-chief'],
})

/** HN-2.3.4-06: one printed package for each room of the paper's session. */
export const makePackages = command({
  name: 'itembank.makePackages',
  title: '制作试卷袋',
  input: Type.Object({
    ...Shown,
    place: Place,
    /** Where the document names no number. */
    spares: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
    openMinutesBefore: Type.Optional(Type.Integer({ minimum: 0, maximum: 120 })),
  }),
  reply: Type.Object({ packages: Type.Integer(), papers: Type.Integer() }),
  refusals: [...paperRefusals, 'NOT_BOUND', 'ROOMS_MISSING', 'PACKAGES_MADE', 'SPARES_MISSING'],
  roles: ['org-secrecy'],
})

export const recordStep = command({
  name: 'itembank.recordStep',
  title: '登记试卷袋环节',
  input: Type.Object({
    ...ShownPackage,
    step: Type.Enum([...stepNames]),
    /** When it happened; now where it is left out. */
    at: Type.Optional(Instant),
    place: Place,
    sealIntact: Type.Boolean(),
    note: Note,
    sealNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    substituteSeal: Type.Optional(Type.Boolean()),
    secureRoomId: Type.Optional(Uuid),
    people: Type.Optional(Type.Array(PersonName, { maxItems: 10 })),
    vehicle: Type.Optional(Type.String({ minLength: 2, maxLength: 40 })),
    expectedMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 2880 })),
    witnesses: Type.Optional(Type.Array(PersonName, { maxItems: 10 })),
    counts: Type.Optional(Counts),
  }),
  reply: PackageReply,
  refusals: [...missing, ...stepRefusals],
  roles: [...handsOfPackages],
})

/** SDS-4.2-06, SDE-4.5-28: the giver records; the receiver confirms with his own login, or a witness stands by him. */
export const giveOver = command({
  name: 'itembank.giveOver',
  title: '交出试卷袋',
  input: Type.Object({
    ...ShownPackage,
    purpose: Type.Union([Type.Literal('hand'), Type.Literal('fetch')]),
    toAccountId: Type.Optional(Uuid),
    /** One who has no account. */
    toName: Type.Optional(PersonName),
    witnessName: Type.Optional(PersonName),
    place: Place,
    quantity: Count,
    sealIntact: Type.Boolean(),
    note: Note,
  }),
  reply: Type.Object({ state: Type.String(), waits: Type.Boolean(), incidents: Type.Integer() }),
  refusals: [
    ...missing,
    ...(['WRONG_STEP', 'RECEIVER_MISSING', 'RECEIVER_UNKNOWN', 'WITNESS_MISSING', 'NOT_THE_HOLDER'] as const),
    ...(['HANDOVER_WAITING', 'FETCHED_TOO_EARLY'] as const),
  ],
  roles: [...handsOfPackages],
})

/** The receiver counts and looks for himself; what differs opens an incident (HN-2.3.6-03, SDS-4.4-17). */
export const takeOver = command({
  name: 'itembank.takeOver',
  title: '接收试卷袋',
  input: Type.Object({
    ...ShownPackage,
    quantity: Count,
    sealIntact: Type.Boolean(),
    occupationRight: Type.Optional(Type.Boolean()),
    levelRight: Type.Optional(Type.Boolean()),
    note: Note,
  }),
  reply: PackageReply,
  refusals: [...missing, 'NO_HANDOVER', 'NOT_THE_RECEIVER', 'CHECKS_MISSING'],
  roles: [...handsOfPackages],
})

export const declineHandover = command({
  name: 'itembank.declineHandover',
  title: '拒绝接收',
  input: Type.Object({ ...ShownPackage, reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: StateReply,
  refusals: [...missing, 'NO_HANDOVER', 'NOT_THE_RECEIVER'],
  roles: [...handsOfPackages],
})

/** What a room reports of the tries to open the package; the same report again changes nothing. */
export const recordOpening = command({
  name: 'itembank.recordOpening',
  title: '登记试卷启封',
  input: Type.Object({
    organisationId: Uuid,
    paperId: Uuid,
    sittingId: Uuid,
    place: Place,
    attempts: Type.Array(
      Type.Object({
        seq: Type.Integer({ minimum: 1 }),
        at: Instant,
        persons: Type.Array(Type.String({ maxLength: 80 }), { maxItems: 10 }),
        reason: Type.String({ maxLength: 500 }),
        refusal: Nullable(Type.String({ maxLength: 60 })),
        sentence: Nullable(Type.String({ maxLength: 500 })),
      }),
      { minItems: 1, maxItems: 500 },
    ),
  }),
  reply: StateReply,
  refusals: ['WRONG_STATE'],
  roles: ['system'],
})

export const closeIncident = command({
  name: 'itembank.closeIncident',
  title: '办结保密异常',
  input: Type.Object({
    incidentId: Uuid,
    version: Version,
    explanation: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  reply: Type.Object({ closed: Type.Boolean() }),
  refusals: [...missing, 'INCIDENT_CLOSED'],
  roles: ['org-secrecy'],
})

const Incident = Type.Object({
  incidentId: Uuid,
  version: Version,
  packageId: Nullable(Uuid),
  title: Type.String(),
  subject: Type.String(),
  expected: Type.String(),
  found: Type.String(),
  clauses: Type.Array(Type.String()),
  openedAt: Instant,
  openedBy: Type.String(),
  explanation: Nullable(Type.String()),
  closedBy: Nullable(Type.String()),
  closedAt: Nullable(Instant),
})

export const incidentList = query({
  name: 'itembank.incidents',
  title: '保密异常',
  input: Type.Object({ open: Type.Optional(Type.Boolean()) }),
  reply: Type.Object({ rows: Type.Array(Incident), mayClose: Type.Boolean() }),
  refusals: [...missing],
  roles: ['org-secrecy', 'site-chief', 'supervisor'],
})

const PackageHead = {
  packageId: Uuid,
  version: Version,
  kind: Type.String(),
  label: Type.String(),
  occupationName: Type.String(),
  level: Type.Integer(),
  startsAt: Instant,
  quantity: Type.Integer(),
  candidates: Type.Integer(),
  spares: Type.Integer(),
  state: Type.String(),
  stateName: Type.String(),
  holderName: Type.String(),
  isHolder: Type.Boolean(),
}

export const packageList = query({
  name: 'itembank.packages',
  title: '试卷袋列表',
  input: Type.Object({
    page: Page,
    pageSize: PageSize,
    kind: Type.Optional(Type.String({ maxLength: 20 })),
    state: Type.Optional(Type.String({ maxLength: 20 })),
    holder: Type.Optional(Type.String({ maxLength: 50 })),
  }),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(Type.Object(PackageHead)) }),
  refusals: [...missing],
  roles: [...handsOfPackages],
})

const Link = Type.Object({
  step: Type.String(),
  title: Type.String(),
  state: Type.String(),
  at: Instant,
  place: Type.String(),
  quantity: Type.Integer(),
  receivedQuantity: Nullable(Type.Integer()),
  sealIntact: Type.Boolean(),
  byName: Type.String(),
  toName: Nullable(Type.String()),
  witnessName: Nullable(Type.String()),
  signedAt: Nullable(Instant),
  holderName: Type.String(),
  details: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })),
  note: Type.String(),
  gaps: Type.Array(Type.Object({ sentence: Type.String(), clauses: Type.Array(Type.String()) })),
})

const OfferedStep = Type.Object({
  step: Type.String(),
  title: Type.String(),
  needs: Type.Array(Type.String()),
  countItems: Type.Array(Type.String()),
  /** What the counts start from. */
  suggested: Counts,
  witnesses: Type.Integer(),
  clauses: Type.Array(Type.String()),
})

export const packageDetail = query({
  name: 'itembank.package',
  title: '试卷袋详情',
  input: Type.Object({ packageId: Uuid }),
  reply: Type.Object({
    ...PackageHead,
    paperId: Uuid,
    paperTitle: Type.String(),
    endsAt: Instant,
    opensAt: Instant,
    sealNumber: Nullable(Type.String()),
    /** Where the document names the spares and the time of the opening; empty where the operator has set them. */
    sparesClauses: Type.Array(Type.String()),
    openingClauses: Type.Array(Type.String()),
    /** HN-2.6-01: when the invigilator fetches it; null where the document is silent. */
    fetchFrom: Nullable(Type.Object({ due: Instant, clauses: Type.Array(Type.String()) })),
    chain: Type.Array(Link),
    events: Type.Array(
      Type.Object({ name: Type.String(), at: Nullable(Instant), by: Nullable(Type.String()) }),
    ),
    steps: Type.Array(OfferedStep),
    receiptChecks: Type.Array(Type.String()),
    mayGive: Type.Boolean(),
    mayFetch: Type.Boolean(),
    fetchRefusal: Nullable(Type.String()),
    waiting: Nullable(
      Type.Object({
        toName: Type.String(),
        byName: Type.String(),
        purpose: Type.String(),
        isMine: Type.Boolean(),
      }),
    ),
    people: Type.Array(Type.Object({ accountId: Uuid, name: Type.String(), duty: Type.String() })),
    secureRooms: Type.Array(
      Type.Object({ secureRoomId: Uuid, name: Type.String(), isValid: Type.Boolean() }),
    ),
    incidents: Type.Array(Incident),
  }),
  refusals: [...missing],
  roles: [...handsOfPackages],
})

/** What the paper's page shows of its custody. */
export const paperCustody = query({
  name: 'itembank.paperCustody',
  title: '试卷密封与交接',
  input: Type.Object({ paperId: Uuid }),
  reply: Type.Object({
    packages: Type.Array(Type.Object(PackageHead)),
    attempts: Type.Array(
      Type.Object({
        rehearsal: Type.Boolean(),
        place: Type.String(),
        at: Instant,
        persons: Type.Array(Type.String()),
        reason: Type.String(),
        refusal: Nullable(Type.String()),
        sentence: Nullable(Type.String()),
      }),
    ),
    media: Type.Boolean(),
    /** What the batch's own rules say about opening. */
    openingClauses: Type.Array(Type.String()),
    sealing: Nullable(
      Type.Object({
        leastThreshold: Type.Integer(),
        mostLeadMinutes: Type.Integer(),
        clauses: Type.Array(Type.String()),
      }),
    ),
    /** HN-2.3.4-06, HN-2.3.4-07: what each room needs, and until when that is reported. */
    rooms: Type.Array(
      Type.Object({
        roomName: Type.String(),
        siteName: Type.String(),
        candidates: Type.Integer(),
        quantity: Nullable(Type.Integer()),
      }),
    ),
    spares: Nullable(Type.Integer()),
    openingStated: Type.Boolean(),
    report: Nullable(Type.Object({ due: Type.String(), clauses: Type.Array(Type.String()) })),
    mayMake: Type.Boolean(),
  }),
  refusals: [...missing],
  roles: ['org-itembank', 'org-secrecy', 'site-chief'],
})
