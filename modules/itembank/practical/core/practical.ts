/**
 * A practical paper (操作技能试卷): what the site and the candidate prepare (准备通知单), what is done (试卷) and how it
 * is scored (评分记录表), module by module.
 */
export interface Supply {
  readonly name: string
  readonly spec: string
  readonly qtyPerStation: number
  readonly unit: string
}

export interface Preparation {
  readonly station: { readonly perCandidate: number; readonly description: string }
  readonly equipment: readonly Supply[]
  readonly materials: readonly Supply[]
  readonly tools: readonly Supply[]
  readonly candidateBrings: readonly string[]
}

/** `rule`, each `per` costs `deduct` points, at most `cap`; null: until the points are used up. */
export interface Deduction {
  readonly rule: string
  readonly deduct: number
  readonly per: string
  readonly cap: number | null
}

export interface ScorePoint {
  readonly code: string
  readonly item: string
  readonly requirement: string
  readonly maxScore: number
  readonly deductions: readonly Deduction[]
}

export interface PracticalModule {
  readonly code: string
  readonly order: number
  readonly name: string
  readonly minutes: number
  readonly weightPercent: number
  readonly maxScore: number
  readonly task: readonly string[]
  readonly preparation: Preparation
  readonly scoringPoints: readonly ScorePoint[]
}

/** 否决项: `module` ends the module it happens in, `exam` the whole test. */
export interface VetoItem {
  readonly code: string
  readonly text: string
  readonly effect: string
  readonly scope: 'module' | 'exam'
}

export interface PracticalPaper {
  readonly paperNo: string
  readonly title: string
  readonly occupation: string
  readonly occupationCode: string
  /** `四级/中级工`. */
  readonly level: string
  readonly totalScore: number
  readonly passScore: number
  readonly totalMinutes: number
  /** Points are given in multiples of this. */
  readonly scoreStep: number
  readonly scoring: {
    readonly examinersPerCandidate: number
    readonly method: string
    readonly oddNumber: boolean
  }
  readonly timeRule: string
  readonly modules: readonly PracticalModule[]
  readonly vetoItems: readonly VetoItem[]
}

/** 设备、材料、工具仪表, in the order in which the notice lists them. */
export const supplyKinds = [
  { key: 'equipment', name: '设备' },
  { key: 'materials', name: '材料' },
  { key: 'tools', name: '工具仪表' },
] as const

/** `元件选错，每只扣 1 分`. */
export const deductionText = ({ rule, per, deduct }: Deduction): string => `${rule}，每${per}扣 ${deduct} 分`

export const capText = ({ cap }: Deduction): string => (cap === null ? '扣完为止' : String(cap))
