/** The modes of assessment as the notes to the implementation scheme list them. */
export const theoryModes = ['上机考试', '纸笔作答'] as const
export const practicalModes = ['实际操作', '上机考试', '纸笔作答'] as const
