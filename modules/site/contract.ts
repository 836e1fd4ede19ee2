import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

/** Those of an organisation who keep its sites, and those who only look. */
const keepers = ['org-exam', 'org-head'] as const
const office = [...keepers, 'org-review', 'org-itembank', 'org-secrecy', 'org-archive'] as const
const authority = ['city', 'province', 'auditor'] as const

const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Version = Type.Integer({ minimum: 1 })
const Kind = Type.Union([Type.Literal('theory'), Type.Literal('practical'), Type.Literal('review')])
const Change = Type.Union([Type.Literal('new'), Type.Literal('changed'), Type.Literal('same')])
const Action = Type.Object({ action: Type.String(), title: Type.String(), enabled: Type.Boolean() })
const Fault = Type.Object({ reason: Type.String(), clauses: Type.Array(Type.String()) })
const Finding = Type.Object({
  sheet: Type.String(),
  row: Type.Integer(),
  column: Type.String(),
  value: Type.String(),
  reason: Type.String(),
  clauses: Type.Array(Type.String()),
})
const CheckedPoint = Type.Object({
  item: Type.String(),
  present: Type.Boolean(),
  clauses: Type.Array(Type.String()),
})

/** Codes that reading an uploaded workbook can give. */
const readingRefusals = [
  'SHEET_MISSING',
  'COLUMN_MISSING',
  'upload-too-large',
  'upload-too-slow',
  'upload-too-complex',
  'upload-unreadable',
  'spreadsheet-empty',
  'spreadsheet-legacy-xls',
  'spreadsheet-encrypted',
  'spreadsheet-wrong-type',
  'spreadsheet-corrupt',
  'spreadsheet-unsafe-path',
  'spreadsheet-document-type',
  'spreadsheet-too-large',
  'spreadsheet-ratio',
  'spreadsheet-too-many-parts',
  'spreadsheet-too-many-rows',
  'spreadsheet-too-many-columns',
  'spreadsheet-no-such-sheet',
] as const

/** The dry run: what a workbook would write, what is wrong in it, what belongs to others. Writes nothing. */
export const importPreview = query({
  name: 'site.importPreview',
  title: '考点导入试运行',
  input: Type.Object({ fileId: Uuid }),
  reply: Type.Object({
    total: Type.Integer(),
    good: Type.Integer(),
    errors: Type.Array(Finding),
    warnings: Type.Array(Finding),
    foreign: Type.Array(
      Type.Object({
        sheet: Type.String(),
        owner: Type.String(),
        rows: Type.Integer(),
        codes: Type.Array(Type.String()),
      }),
    ),
    sites: Type.Array(
      Type.Object({ code: Type.String(), name: Type.String(), cityName: Type.String(), change: Change }),
    ),
    rooms: Type.Array(
      Type.Object({
        code: Type.String(),
        siteCode: Type.String(),
        kind: Kind,
        kindWord: Type.String(),
        name: Type.String(),
        seats: Type.Integer(),
        usableSeats: Type.Integer(),
        change: Change,
      }),
    ),
  }),
  refusals: readingRefusals,
  roles: keepers,
})

const Written = Type.Object({ created: Type.Integer(), changed: Type.Integer(), same: Type.Integer() })

/** Writes what the dry run showed. The same workbook again changes nothing. */
export const commitImport = command({
  name: 'site.commitImport',
  title: '导入考点',
  input: Type.Object({
    fileId: Uuid,
    mode: Type.Union([Type.Literal('all-or-nothing'), Type.Literal('skip-bad-rows')]),
  }),
  reply: Type.Object({
    sites: Written,
    rooms: Written,
    seats: Type.Integer(),
    usableSeats: Type.Integer(),
    foreignRows: Type.Integer(),
    skippedRows: Type.Integer(),
    /** Names of confirmed sites that now wait for the city again. */
    backForConfirmation: Type.Array(Type.String()),
  }),
  refusals: [...readingRefusals, 'BOOK_HAS_ERRORS', 'NOTHING_TO_IMPORT'],
  roles: keepers,
})

export const submitSite = command({
  name: 'site.submit',
  title: '提交考点确认',
  input: Type.Object({ siteId: Uuid, version: Version }),
  reply: Type.Object({ state: Type.String() }),
  refusals: ['STEP_NOT_OPEN', 'NO_USABLE_ROOM'],
  roles: keepers,
})

const SiteDecision = Type.Object({ organisationId: Uuid, siteId: Uuid, version: Version })
const Note = Type.String({ minLength: 2, maxLength: 500 })
const decision = <const N extends string, const I extends Type.TProperties>(
  name: N,
  title: string,
  input: I,
) =>
  command({
    name,
    title,
    input: Type.Object({ ...SiteDecision.properties, ...input }),
    reply: Type.Object({ state: Type.String() }),
    refusals: ['STEP_NOT_OPEN', 'OTHER_CITY'],
    roles: ['city'],
  })

/** SDS-4.1-01: the centre of the city in which the site lies decides, whichever city the organisation belongs to. */
export const confirmSite = decision('site.confirm', '确认考点', {
  note: Type.Optional(Type.String({ maxLength: 500 })),
})
export const returnSite = decision('site.return', '退回考点', { note: Note })
export const suspendSite = decision('site.suspend', '暂停考点', { note: Note })
export const reinstateSite = decision('site.reinstate', '恢复考点', { note: Note })

/** Issued when a case against a site has been decided or reviewed. */
export const revokeSite = command({
  name: 'site.revoke',
  title: '取消考点资格',
  input: Type.Object({
    organisationId: Uuid,
    siteId: Uuid,
    caseNumber: Type.String(),
    reason: Type.String(),
    revokes: Type.Boolean(),
  }),
  reply: Type.Object({ state: Type.String() }),
  refusals: [],
  roles: ['system'],
})

/** A seat or station found broken, or repaired. It does not touch what the city confirmed. */
export const markSeat = command({
  name: 'site.markSeat',
  title: '登记座位状况',
  input: Type.Object({
    roomId: Uuid,
    version: Version,
    seatId: Uuid,
    usable: Type.Boolean(),
    defect: Nullable(Type.String({ minLength: 2, maxLength: 60 })),
  }),
  reply: Type.Object({ version: Type.Integer() }),
  refusals: ['DEFECT_MISSING'],
  roles: [...keepers, 'site-chief'],
})

const Gap = Nullable(Type.Integer({ minimum: 0, maximum: 1000 }))

/** Changes what is known of a room; a confirmed site then goes back to its city for confirmation. */
export const changeRoom = command({
  name: 'site.changeRoom',
  title: '变更考场',
  input: Type.Object({
    roomId: Uuid,
    version: Version,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    building: Type.String({ maxLength: 30 }),
    floor: Type.String({ maxLength: 10 }),
    doorNumber: Type.String({ maxLength: 20 }),
    frontGapCm: Gap,
    sideGapCm: Gap,
    calibratedUntil: Nullable(Day),
    checkedPoints: Type.Array(Type.String({ maxLength: 30 }), { maxItems: 20 }),
    unusableReason: Nullable(Type.String({ minLength: 2, maxLength: 200 })),
  }),
  reply: Type.Object({ version: Type.Integer(), siteState: Type.String() }),
  refusals: ['POINT_UNKNOWN', 'PLACE_TAKEN'],
  roles: keepers,
})

const SiteLine = Type.Object({
  organisationId: Uuid,
  siteId: Uuid,
  code: Type.String(),
  name: Type.String(),
  organisationName: Type.String(),
  address: Type.String(),
  cityName: Type.String(),
  state: Type.String(),
  stateWord: Type.String(),
  theoryRooms: Type.Integer(),
  /** Usable seats of theory rooms that can be used today. */
  theorySeats: Type.Integer(),
  workshops: Type.Integer(),
  stations: Type.Integer(),
  reviewRooms: Type.Integer(),
  faultyRooms: Type.Integer(),
  missing: Type.Array(Type.String()),
})

/** Own sites for an organisation; for a city those that lie in it (SDS-4.1-02); for the province all. */
export const siteList = query({
  name: 'site.list',
  title: '考点',
  input: Type.Object({
    page: Type.Optional(Type.Integer({ minimum: 1 })),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    name: Type.Optional(Type.String({ maxLength: 60 })),
    state: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  reply: Type.Object({ total: Type.Integer(), rows: Type.Array(SiteLine) }),
  roles: [...office, 'site-chief', ...authority],
})

const RoomLine = Type.Object({
  roomId: Uuid,
  version: Type.Integer(),
  code: Type.String(),
  kind: Kind,
  kindWord: Type.String(),
  name: Type.String(),
  building: Type.String(),
  floor: Type.String(),
  doorNumber: Type.String(),
  rowCount: Type.Integer(),
  columnCount: Type.Integer(),
  frontGapCm: Nullable(Type.Integer()),
  sideGapCm: Nullable(Type.Integer()),
  calibratedUntil: Nullable(Type.String()),
  occupationCodes: Type.Array(Type.String()),
  practicalModules: Type.Array(Type.String()),
  seats: Type.Integer(),
  usableSeats: Type.Integer(),
  /** What keeps it from being used on the day asked for; empty when nothing does. */
  faults: Type.Array(Fault),
})

export const siteDetail = query({
  name: 'site.detail',
  title: '考点详情',
  input: Type.Object({ organisationId: Uuid, siteId: Uuid, on: Type.Optional(Day) }),
  reply: Type.Object({
    organisationId: Uuid,
    siteId: Uuid,
    version: Type.Integer(),
    code: Type.String(),
    name: Type.String(),
    organisationName: Type.String(),
    address: Type.String(),
    cityName: Type.String(),
    headName: Type.String(),
    headPhone: Type.String(),
    state: Type.String(),
    stateWord: Type.String(),
    decisionNote: Nullable(Type.String()),
    details: Type.Record(Type.String(), Type.String()),
    checkedOn: Type.String(),
    checkedBy: Type.String(),
    checklist: Type.Array(CheckedPoint),
    otherItems: Type.Record(Type.String(), Type.String()),
    warnings: Type.Array(Fault),
    rooms: Type.Array(RoomLine),
    availableActions: Type.Array(Action),
  }),
  roles: [...office, 'site-chief', ...authority],
})

export const roomDetail = query({
  name: 'site.room',
  title: '考场详情',
  input: Type.Object({ organisationId: Uuid, roomId: Uuid, on: Type.Optional(Day) }),
  reply: Type.Object({
    ...RoomLine.properties,
    organisationId: Uuid,
    siteId: Uuid,
    siteName: Type.String(),
    placeWord: Type.String(),
    unusableReason: Nullable(Type.String()),
    equipment: Type.Record(Type.String(), Type.String()),
    points: Type.Array(CheckedPoint),
    places: Type.Array(
      Type.Object({
        seatId: Uuid,
        row: Type.Integer(),
        column: Type.Integer(),
        number: Type.Integer(),
        usable: Type.Boolean(),
        defect: Nullable(Type.String()),
      }),
    ),
    availableActions: Type.Array(Action),
  }),
  roles: [...office, 'site-chief', ...authority],
})
