import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const authority = ['province', 'city'] as const
const office = ['org-head', 'org-exam', 'org-review', 'org-itembank', 'org-secrecy', 'org-archive'] as const

const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Level = Type.Union([
  Type.Literal(1),
  Type.Literal(2),
  Type.Literal(3),
  Type.Literal(4),
  Type.Literal(5),
])
const Version = Type.Integer({ minimum: 1 })
const DocumentNumber = Type.String({ minLength: 4, maxLength: 60 })
const Reason = Type.String({ minLength: 2, maxLength: 500 })

/** A line of the scope as asked for; trade empty: the occupation has none. */
const ScopeInput = Type.Object({
  occupationCode: Type.String({ minLength: 1, maxLength: 20 }),
  occupationName: Type.String({ minLength: 1, maxLength: 60 }),
  trade: Type.String({ maxLength: 60 }),
  level: Level,
  standard: Type.String({ maxLength: 120 }),
  validFrom: Day,
  validUntil: Nullable(Day),
})

const Action = Type.Object({
  action: Type.String(),
  title: Type.String(),
  enabled: Type.Boolean(),
})

const ScopeLine = Type.Object({
  scopeItemId: Uuid,
  version: Type.Integer(),
  occupationCode: Type.String(),
  occupationName: Type.String(),
  trade: Type.String(),
  level: Level,
  levelName: Type.String(),
  standard: Type.String(),
  validFrom: Type.String(),
  validUntil: Nullable(Type.String()),
  state: Type.String(),
  stateWord: Type.String(),
  /** Whether it counts today: active and within its days. */
  isValidToday: Type.Boolean(),
  decisionDocument: Type.String(),
  decidedOn: Type.String(),
  decisionReason: Type.String(),
  availableActions: Type.Array(Action),
})

const Filing = Type.Object({
  filingId: Uuid,
  version: Type.Integer(),
  code: Type.String(),
  state: Type.String(),
  stateWord: Type.String(),
  isValidToday: Type.Boolean(),
  documentNumber: Type.String(),
  filedOn: Type.String(),
  announcedOn: Nullable(Type.String()),
  validUntil: Nullable(Type.String()),
  decisionDocument: Type.String(),
  decidedOn: Type.String(),
  decisionReason: Type.String(),
  /** When the first annual plan is due (SDS-2.2-06); null without an announcement. */
  firstPlan: Nullable(
    Type.Object({
      due: Type.String(),
      overdue: Type.Boolean(),
      arithmetic: Type.String(),
      clauses: Type.Array(Type.String()),
    }),
  ),
  availableActions: Type.Array(Action),
  items: Type.Array(ScopeLine),
})

const scopeRefusals = [
  'OCCUPATION_CODE_MALFORMED',
  'STANDARD_MISSING',
  'LEVEL_NOT_IN_STANDARD',
  'VALIDITY_REVERSED',
  'SCOPE_DOUBLED',
] as const

export const grantFiling = command({
  name: 'filing.grant',
  title: '登记备案',
  input: Type.Object({
    organisationId: Uuid,
    organisationCode: Type.String({ minLength: 1, maxLength: 30 }),
    documentNumber: DocumentNumber,
    filedOn: Day,
    announcedOn: Nullable(Day),
    validUntil: Nullable(Day),
    items: Type.Array(ScopeInput, { minItems: 1, maxItems: 200 }),
  }),
  reply: Type.Object({ filingId: Uuid }),
  refusals: [
    'OTHER_CITY',
    'ORGANISATION_CODE_MALFORMED',
    'ORGANISATION_CODE_TAKEN',
    'ALREADY_FILED',
    ...scopeRefusals,
  ],
  roles: authority,
})

export const addScope = command({
  name: 'filing.addScope',
  title: '增加备案范围',
  input: Type.Object({
    organisationId: Uuid,
    filingId: Uuid,
    version: Version,
    documentNumber: DocumentNumber,
    decidedOn: Day,
    reason: Reason,
    items: Type.Array(ScopeInput, { minItems: 1, maxItems: 200 }),
  }),
  reply: Type.Object({ scopeItemIds: Type.Array(Uuid) }),
  refusals: ['OTHER_CITY', 'FILING_NOT_VALID', ...scopeRefusals],
  roles: authority,
})

const Decision = Type.Object({
  organisationId: Uuid,
  filingId: Uuid,
  version: Version,
  documentNumber: DocumentNumber,
  decidedOn: Day,
  reason: Reason,
})
const Decided = Type.Object({ state: Type.String() })
const decision = <const N extends string>(name: N, title: string) =>
  command({
    name,
    title,
    input: Decision,
    reply: Decided,
    refusals: ['OTHER_CITY', 'STEP_NOT_OPEN'],
    roles: authority,
  })

export const suspendFiling = decision('filing.suspend', '暂停备案')
export const resumeFiling = decision('filing.resume', '恢复备案')
export const lapseFiling = decision('filing.lapse', '备案到期')
export const withdrawFiling = decision('filing.withdraw', '撤销备案')

export const renewFiling = command({
  name: 'filing.renew',
  title: '延续备案',
  input: Type.Object({ ...Decision.properties, validUntil: Nullable(Day) }),
  reply: Decided,
  refusals: ['OTHER_CITY', 'STEP_NOT_OPEN', 'VALIDITY_REVERSED'],
  roles: authority,
})

const ScopeDecision = Type.Object({
  organisationId: Uuid,
  scopeItemId: Uuid,
  version: Version,
  documentNumber: DocumentNumber,
  decidedOn: Day,
  reason: Reason,
})
const scopeDecision = <const N extends string>(name: N, title: string) =>
  command({
    name,
    title,
    input: ScopeDecision,
    reply: Decided,
    refusals: ['OTHER_CITY', 'STEP_NOT_OPEN'],
    roles: authority,
  })

export const suspendScope = scopeDecision('filing.suspendScope', '暂停备案范围')
export const resumeScope = scopeDecision('filing.resumeScope', '恢复备案范围')
export const withdrawScope = scopeDecision('filing.withdrawScope', '取消备案范围')

const Organisation = Type.Object({
  organisationId: Uuid,
  name: Type.String(),
  typeName: Type.String(),
  cityName: Type.String(),
})

/** The organisation's own filing; null while it has none. */
export const myFiling = query({
  name: 'filing.mine',
  title: '本机构备案',
  input: Type.Object({}),
  reply: Type.Object({ filing: Nullable(Filing) }),
  roles: office,
})

/** SDS-A1-05: what a notice or plan may offer for choice, and nothing else. */
export const scopeChoices = query({
  name: 'filing.scopeChoices',
  title: '可选的备案范围',
  input: Type.Object({ on: Type.Optional(Day) }),
  reply: Type.Object({
    choices: Type.Array(
      Type.Object({
        scopeItemId: Uuid,
        occupationCode: Type.String(),
        occupationName: Type.String(),
        trade: Type.String(),
        level: Level,
        levelName: Type.String(),
        standard: Type.String(),
      }),
    ),
  }),
  roles: office,
})

const Page = {
  page: Type.Optional(Type.Integer({ minimum: 1 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}

/** SDS-1.0-03: a city's centre sees the organisations of its city, the province all; those without a filing too. */
export const filingList = query({
  name: 'filing.list',
  title: '备案管理',
  input: Type.Object({
    ...Page,
    name: Type.Optional(Type.String({ maxLength: 60 })),
    state: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        ...Organisation.properties,
        code: Nullable(Type.String()),
        state: Type.String(),
        stateWord: Type.String(),
        isValidToday: Type.Boolean(),
        filedOn: Nullable(Type.String()),
        validUntil: Nullable(Type.String()),
        scopeLines: Type.Integer(),
      }),
    ),
  }),
  roles: [...authority, 'auditor'],
})

export const filingDetail = query({
  name: 'filing.detail',
  title: '备案详情',
  input: Type.Object({ organisationId: Uuid }),
  reply: Type.Object({
    organisation: Type.Object({
      ...Organisation.properties,
      contactPerson: Type.String(),
      contactPhone: Type.String(),
      headName: Type.String(),
    }),
    filing: Nullable(Filing),
    /** Whether the caller may grant or decide here (SDS-1.0-03). */
    mayDecide: Type.Boolean(),
  }),
  roles: [...authority, 'auditor'],
})

/** What anyone may look up: organisations with a valid filing, and what they may assess today. */
export const publicOrganisations = query({
  name: 'filing.publicOrganisations',
  title: '机构查询',
  input: Type.Object({
    ...Page,
    name: Type.Optional(Type.String({ maxLength: 60 })),
    occupation: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  reply: Type.Object({
    total: Type.Integer(),
    rows: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        typeName: Type.String(),
        cityName: Type.String(),
        filedOn: Type.String(),
        validUntil: Nullable(Type.String()),
        scope: Type.Array(
          Type.Object({
            occupationCode: Type.String(),
            occupationName: Type.String(),
            trade: Type.String(),
            levels: Type.Array(Type.String()),
            standard: Type.String(),
          }),
        ),
      }),
    ),
  }),
  roles: 'anyone',
})
