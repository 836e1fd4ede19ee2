import { posix } from 'node:path'
import { childOf, descendantsOf, elementsOf, type XmlElement } from '#platform/xml/tree.ts'
import type { Rich } from '../../core/rich.ts'
import { noOwnData } from '../core/own-data.ts'
import type { ReadingProblem } from '../core/parsed.ts'
import { mostParts } from './draft-bounds.ts'
import { emptyQuestion, type FileQuestion } from './file-items.ts'
import { LossList } from './losses.ts'
import { pictureFrom, type QtiFiles } from './qti-item.ts'
import { pathWithin } from './qti-manifest.ts'
import { nodesToRich } from './qti-text.ts'

/** A text that several items of a package ask about. */
export interface Stimulus {
  readonly path: string
  readonly text: Rich
  readonly losses: LossList
}

/** `QTI 3`: a file of its own, which items refer to. */
export const stimulusFrom = (root: XmlElement, path: string, files: QtiFiles): Stimulus => {
  const losses = new LossList()
  const nodes = childOf(root, 'stimulus-body')?.children ?? []
  return { path, losses, text: nodesToRich(nodes, { picture: pictureFrom(files, path), losses }) }
}

/** `QTI 2`: what a section of a test shows before its items. By the paths of the items. */
export const sectionStimuli = (
  test: XmlElement,
  path: string,
  files: QtiFiles,
): ReadonlyMap<string, Stimulus> => {
  const found = new Map<string, Stimulus>()
  descendantsOf(test, 'assessment-section').forEach((section, at) => {
    const shown = elementsOf(section, 'rubric-block').filter(({ attributes }) =>
      /candidate/.test(attributes.view ?? 'candidate'),
    )
    const refs = elementsOf(section, 'assessment-item-ref')
    if (shown.length === 0 || refs.length === 0) return
    const losses = new LossList()
    const text = nodesToRich(shown, { picture: pictureFrom(files, path), losses })
    for (const { attributes } of refs)
      found.set(pathWithin(posix.dirname(path), attributes.href ?? ''), {
        path: `${path}#${at + 1}`,
        text,
        losses,
      })
  })
  return found
}

export const stimulusPathOf = (item: XmlElement, path: string): string | undefined => {
  const href = childOf(item, 'assessment-stimulus-ref')?.attributes.href
  return href === undefined ? undefined : pathWithin(posix.dirname(path), href)
}

const withText = (read: FileQuestion, { text, losses }: Stimulus): FileQuestion => {
  const all = new LossList()
  all.addAll(read.losses)
  all.addAll(losses.list())
  return {
    ...read,
    question: { ...read.question, stem: [...text, ...read.question.stem] },
    losses: all.list(),
  }
}

const canBePart = ({ question }: FileQuestion): boolean =>
  question.type !== undefined && question.type !== 'F'

const composite = (stimulus: Stimulus, reads: readonly FileQuestion[]): FileQuestion => {
  const losses = new LossList()
  losses.addAll(stimulus.losses.list())
  for (const read of reads) {
    losses.addAll(read.losses)
    if (read.explanation.length > 0) losses.add('小题解析')
  }
  const problems: ReadingProblem[] = reads.flatMap((read, at) =>
    read.problems.map(({ field, sentence }) => ({
      field: `parts.${at}.${field}`,
      sentence: `第${at + 1}小题：${sentence}`,
    })),
  )
  return {
    place: `${stimulus.path}（${reads.map(({ place }) => place).join('、')}）`.slice(0, 200),
    source: reads.map(({ source }) => source).join('\n\n'),
    question: { ...emptyQuestion, type: 'F', stem: stimulus.text },
    parts: reads.map(({ question }) => ({ ...question, type: question.type ?? '', share: '1' })),
    explanation: [],
    own: { ...noOwnData, difficulty: reads[0]?.own.difficulty ?? '' },
    problems,
    losses: losses.list(),
    knowledge: reads[0]?.knowledge ?? [],
  }
}

export interface Placed {
  readonly read: FileQuestion
  readonly stimulus: Stimulus | undefined
}

/**
 * Items about one text become one composite in the place of the first; an item alone
 * with its text, or one of more than a composite holds, keeps it before its stem.
 */
export const joinStimuli = (placed: readonly Placed[]): readonly FileQuestion[] => {
  const groups = new Map<string, FileQuestion[]>()
  for (const { read, stimulus } of placed) {
    if (!stimulus || !canBePart(read)) continue
    const group = groups.get(stimulus.path) ?? []
    group.push(read)
    groups.set(stimulus.path, group)
  }
  return placed.flatMap(({ read, stimulus }) => {
    if (!stimulus) return [read]
    const group = canBePart(read) ? (groups.get(stimulus.path) ?? []) : []
    if (group.length < 2 || group.length > mostParts) return [withText(read, stimulus)]
    return group[0] === read ? [composite(stimulus, group)] : []
  })
}
