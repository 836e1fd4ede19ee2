/** The modes of assessment as the notes to the implementation scheme list them. */
export const theoryModes = ['上机考试', '纸笔作答'] as const

/** How the candidates of a theory session answer; null where the batch has left it open. */
export const theoryMedium = (mode: string | null): 'screen' | 'print' | null => {
  if (mode === theoryModes[0]) return 'screen'
  return mode === theoryModes[1] ? 'print' : null
}

export const practicalModes = ['实际操作', '上机考试', '纸笔作答'] as const
