/** The way of a package of papers from the press to the archive. */
export const packageStates = {
  made: '已制作',
  sealed: '已封装',
  accepted: '督导已验收',
  stored: '在保密室',
  'in-transit': '运送中',
  arrived: '已送达',
  released: '已下发',
  received: '监考已领取',
  shown: '已展示密封',
  opened: '已启封',
  counted: '发卷前已核对',
  distributed: '已发卷',
  collected: '已收卷',
  confirmed: '已提交确认',
  tallied: '已清点',
  resealed: '考后已封装',
  'return-accepted': '考后督导已验收',
  kept: '考后已入保密室',
  archived: '已存档',
  destroyed: '已销毁',
} as const
export type PackageState = keyof typeof packageStates
export type PackageKind = 'electronic' | 'printed'

/** What a step has to name, beside place, count and seal. */
export type StepField =
  | 'sealNumber'
  | 'secureRoomId'
  | 'people'
  | 'vehicle'
  | 'expectedMinutes'
  | 'counts'
  | 'reason'

/** The six events of a package that a document asks for (HN-2.5-14). */
export const packageEvents = ['制作', '密封', '保管', '交接', '分发', '存档'] as const
type EventName = (typeof packageEvents)[number] | '运送' | '验收' | '使用' | '回收'

interface Step {
  readonly title: string
  readonly from: readonly PackageState[]
  readonly to: PackageState
  readonly roles: readonly string[]
  readonly needs: readonly StepField[]
  readonly event: EventName
  /** Done by whoever holds the package; an inspection is not. */
  readonly byHolder: boolean
  readonly clauses: readonly string[]
}

const keepers = ['org-secrecy', 'site-chief'] as const
const room = ['invigilator', 'site-chief'] as const
const step = (
  title: string,
  [from, to]: readonly [readonly PackageState[], PackageState],
  rest: Partial<Omit<Step, 'from' | 'to' | 'title'>> & Pick<Step, 'event' | 'clauses'>,
): Step => ({ title, from, to, roles: keepers, needs: [], byHolder: true, ...rest })

const beforeRoom = ['sealed', 'accepted', 'stored', 'in-transit', 'arrived'] as const

const before = {
  seal: step('封装', [['made'], 'sealed'], {
    ...{ needs: ['sealNumber'], event: '密封', clauses: ['HN-2.5-14', 'SDS-4.2-06'] },
  }),
  accept: step('督导验收', [['sealed'], 'accepted'], {
    ...{ roles: ['supervisor'], event: '验收', byHolder: false, clauses: ['HN-2.3.4-27'] },
  }),
  store: step('存入保密室', [['sealed', 'accepted', 'arrived'], 'stored'], {
    ...{ needs: ['secureRoomId'], event: '保管', clauses: ['HN-2.3.3-03', 'HN-2.3.4-04', 'HN-3.1.7-01'] },
  }),
  depart: step('起运', [['sealed', 'accepted', 'stored'], 'in-transit'], {
    needs: ['people', 'vehicle', 'expectedMinutes'],
    ...{ event: '运送', clauses: ['HN-2.3.6-01', 'SDS-4.2-06'] },
  }),
  arrive: step('送达', [['in-transit'], 'arrived'], { event: '运送', clauses: ['HN-2.3.6-01'] }),
}

const within = {
  show: step('展示密封', [['received'], 'shown'], { roles: room, event: '使用', clauses: ['HN-2.1-06'] }),
  // Opened before it was fetched: it happens, is recorded, and opens an incident.
  open: step('启封', [[...beforeRoom, 'released', 'received', 'shown'], 'opened'], {
    ...{ roles: room, event: '使用', clauses: ['HN-2.1-06', 'HN-2.6-03', 'HN-2.3.4-04'] },
  }),
  count: step('发卷前核对', [['opened'], 'counted'], {
    ...{ roles: room, needs: ['counts'], event: '使用', clauses: ['HN-2.6-04'] },
  }),
  distribute: step('发卷', [['counted'], 'distributed'], {
    ...{ roles: room, needs: ['counts'], event: '分发', clauses: ['SDE-4.6-12', 'HN-2.5-14'] },
  }),
  collect: step('收卷', [['distributed'], 'collected'], {
    ...{ roles: room, needs: ['counts'], event: '回收', clauses: ['SDE-4.6-12', 'HN-3.1.4-12'] },
  }),
}

const afterwards = {
  confirm: step('提交确认', [['collected'], 'confirmed'], {
    ...{ roles: room, event: '回收', clauses: ['HN-2.6-07'] },
  }),
  tally: step('清点', [['confirmed'], 'tallied'], {
    ...{ roles: room, needs: ['counts'], event: '回收', clauses: ['HN-2.6-07', 'SDS-4.4-44'] },
  }),
  reseal: step('考后封装', [['tallied'], 'resealed'], {
    ...{ roles: room, needs: ['sealNumber'], event: '回收' },
    clauses: ['HN-2.6-07', 'HN-2.3.4-26', 'SDS-4.4-44', 'HN-3.1.6-24'],
  }),
  acceptReturn: step('考后督导验收', [['resealed'], 'return-accepted'], {
    ...{ roles: ['supervisor'], event: '验收', byHolder: false, clauses: ['HN-2.3.4-27'] },
  }),
  keep: step('考后存入保密室', [['resealed', 'return-accepted'], 'kept'], {
    ...{ needs: ['secureRoomId'], event: '回收', clauses: ['HN-2.6-07', 'HN-2.3.4-27', 'HN-2.3.3-03'] },
  }),
  archive: step('存档', [['kept', 'opened'], 'archived'], {
    ...{ roles: ['org-secrecy'], event: '存档', clauses: ['HN-2.5-14', 'SDS-4.2-06'] },
  }),
  destroy: step('销毁', [['kept', 'archived'], 'destroyed'], {
    ...{ roles: ['org-secrecy'], needs: ['people', 'reason'], event: '存档', clauses: ['SDS-4.2-06'] },
  }),
}

export const packageSteps = { ...before, ...within, ...afterwards } as const

export type PackageStep = keyof typeof packageSteps
/** Links that are no step of a person: the making, the release to the rooms, and hand-overs for a purpose. */
export type ChainStep = PackageStep | 'make' | 'release' | 'hand' | 'fetch'

export const stepNames = Object.keys(packageSteps) as readonly PackageStep[]

const otherLinks = {
  make: ['制作', '制作'],
  release: ['下发考场', '分发'],
  hand: ['交接', '交接'],
  fetch: ['监考领取', '交接'],
} as const

const isStep = (name: ChainStep): name is PackageStep => name in packageSteps
export const titleOf = (name: ChainStep): string =>
  isStep(name) ? packageSteps[name].title : otherLinks[name][0]
export const eventOf = (name: ChainStep): EventName =>
  isStep(name) ? packageSteps[name].event : otherLinks[name][1]
/** Whether only the holder takes this step; a hand-over starts from him, too. */
export const isByHolder = (name: ChainStep): boolean =>
  isStep(name) ? packageSteps[name].byHolder : name === 'hand' || name === 'fetch'

interface Standing {
  readonly kind: PackageKind
  readonly state: PackageState
}

/** Steps that the table has for a package now. The electronic one is opened by its rooms and has no envelope. */
export const stepsFrom = ({ kind, state }: Standing): readonly PackageStep[] =>
  stepNames.filter((name) => {
    if (kind === 'electronic') return name === 'archive' && state === 'opened'
    return packageSteps[name].from.includes(state) && !(name === 'archive' && state === 'opened')
  })

const handedStates: readonly PackageState[] = [
  ...beforeRoom,
  ...(['released', 'received', 'shown', 'resealed', 'return-accepted', 'kept', 'archived'] as const),
]
/** A package is given away while it is sealed; once open it stays with the room until it is sealed again. */
export const mayBeHanded = ({ state }: Standing): boolean => handedStates.includes(state)
/** Where an invigilator may fetch a printed package. */
export const mayBeFetched = ({ kind, state }: Standing): boolean =>
  kind === 'printed' && (state === 'accepted' || state === 'stored' || state === 'arrived')
