/** The modes of assessment as the notes to the implementation scheme list them. */
export const theoryModes = ['上机考试', '纸笔作答'] as const
export const practicalModes = ['实际操作', '上机考试', '纸笔作答'] as const

export type TheoryMode = (typeof theoryModes)[number]
export type PracticalMode = (typeof practicalModes)[number]

export const subjectTitles = { theory: '理论', practical: '技能', review: '综合评审' } as const
