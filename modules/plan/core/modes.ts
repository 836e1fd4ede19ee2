import type { Regime } from '#modules/policy/core/pack.ts'

/** The modes of assessment as the notes to the implementation scheme list them. */
export const theoryModes = ['上机考试', '纸笔作答'] as const

/** C37: what the rules call another special method, which needs its description (HN-1.8.2-07). */
export const specialTheoryMode = '其他方式'

/** The modes of theory that a batch under these rules can name. */
export const theoryModesOf = ({ delivery }: Pick<Regime, 'delivery'>): readonly string[] =>
  delivery.theoryMode.value.others === 'with-description' ? [theoryModes[0], specialTheoryMode] : theoryModes

/** How the candidates of a theory session answer; null where the batch has left it open. */
export const theoryMedium = (mode: string | null): 'screen' | 'print' | null => {
  if (mode === theoryModes[0]) return 'screen'
  return mode === theoryModes[1] ? 'print' : null
}

export const practicalModes = ['实际操作', '上机考试', '纸笔作答'] as const
