import { optionLabels } from '../../core/item.ts'
import { plain, type Rich, textOf } from '../../core/rich.ts'
import type { SeenQuestion } from './file-items.ts'
import type { LossList } from './losses.ts'

/** An answer that a file offers and what it earns, in hundredths of the question's points. */
export interface Choice {
  readonly weight: number
  readonly content: Rich
}

const weightsText = (choices: readonly Choice[]): string =>
  choices.map(({ weight }) => `${weight}%`).join('、')

const labelOf = (at: number): string => optionLabels[at] ?? String.fromCharCode(65 + Math.min(at, 25))

/**
 * Which options are right. Of a single choice it is the one that earns everything; of a multiple choice all that
 * earn anything. Items know right and wrong only: points for a part of the answer are a loss.
 */
export const choiceKey = (
  choices: readonly Choice[],
  single: boolean,
  losses: LossList,
): Omit<SeenQuestion, 'stem'> => {
  const earning = choices.filter(({ weight }) => weight > 0)
  const right = single ? earning.filter(({ weight }) => weight >= 100) : earning
  const even = new Set(earning.map(({ weight }) => weight)).size <= 1
  if (!even || (single && right.length > 1)) losses.add('部分得分', weightsText(choices))
  const chosen = new Set(right)
  const labels = choices.flatMap((choice, at) => (chosen.has(choice) ? [labelOf(at)] : []))
  return {
    type: labels.length > 1 || !single ? 'G' : 'B',
    options: choices.map(({ content }) => content),
    key: plain(labels.join('')),
  }
}

/** What is taken as right for a blank. */
export const acceptedTexts = (choices: readonly Choice[], losses: LossList): readonly string[] => {
  const earning = choices.filter(({ weight }) => weight > 0)
  if (earning.some(({ weight }) => weight < 100)) losses.add('部分得分', weightsText(earning))
  const full = earning.filter(({ weight }) => weight >= 100)
  const texts = (full.length > 0 ? full : earning).map(({ content }) => textOf(content).trim())
  if (texts.some((text) => /(?<!\\)\*/.test(text))) losses.add('答案中的通配符', texts.join(' '))
  return texts.map((text) => text.replaceAll('\\*', '*'))
}
