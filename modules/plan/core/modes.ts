import type { Regime } from '#modules/policy/core/pack.ts'
import { statedValue } from '#modules/policy/core/parameter.ts'

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

/** SDS-4.2-05, HN-1.8.2-08: the skill examination that is written on paper, as the scheme and the handbook call it. */
export const isPracticalOnPaper = (mode: string | null): boolean => mode === theoryModes[1] || mode === '笔试'

/** The body of the guideline and the notes to its scheme name the same three modes in different words (SDS-4.2-05). */
const schemeWords: Readonly<Record<string, string>> = {
  现场操作: '实际操作',
  智能化考试: '上机考试',
  纸质试卷考试: '纸笔作答',
}

const byBody = Object.keys(schemeWords)

/** The modes of the skill examination that a plan offers, by pack (HN-1.8.2-08); as the scheme words them. */
export const practicalModesOf = ({ delivery }: Regime): readonly string[] => {
  const modes = statedValue(delivery.modes)?.practical ?? byBody
  return modes.every((mode) => mode in schemeWords) ? modes.map((mode) => schemeWords[mode]!) : modes
}
