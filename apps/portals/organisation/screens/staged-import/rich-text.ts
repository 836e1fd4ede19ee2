import { type Inline, inlinesOf, plain, type Rich, textOf, tidy } from '#modules/itembank/core/rich.ts'

/**
 * A rich text as one writes it in a text field: formulas between `$`, blanks as underscores, pictures as
 * `【图：…】`. Undefined when it holds what a text field cannot: a table, a list.
 */
export const writtenText = (rich: Rich): string | undefined =>
  rich.every(({ kind }) => kind === 'paragraph') ? textOf(rich) : undefined

/** True when editing as text would lose the emphasis of a word. */
export const losesMarks = (rich: Rich): boolean =>
  inlinesOf(rich).some((inline) => inline.kind === 'text' && inline.marks !== undefined)

const pattern = /\$([^$\n]+)\$|_{4,}|【图：([^】]*)】/g

const inlinesFrom = (line: string, pictures: ReadonlyMap<string, Inline>): Inline[] => {
  const found: Inline[] = []
  let at = 0
  for (const match of line.matchAll(pattern)) {
    if (match.index > at) found.push({ kind: 'text', text: line.slice(at, match.index) })
    const picture = match[2] === undefined ? undefined : pictures.get(match[2])
    if (match[1] !== undefined) found.push({ kind: 'formula', latex: match[1] })
    else if (match[2] === undefined) found.push({ kind: 'blank' })
    else found.push(picture ?? { kind: 'text', text: match[0] })
    at = match.index + match[0].length
  }
  if (at < line.length) found.push({ kind: 'text', text: line.slice(at) })
  return found
}

/** Reads what was written; pictures are found again among those of the text before. Unchanged text stays as it was. */
export const richFrom = (text: string, before: Rich): Rich => {
  if (text === writtenText(before)) return before
  const pictures = new Map(
    inlinesOf(before).flatMap((inline): [string, Inline][] =>
      inline.kind === 'picture' ? [[inline.alt || inline.digest.slice(0, 8), inline]] : [],
    ),
  )
  return tidy(
    plain(text).map((block) =>
      block.kind === 'paragraph' ? { ...block, content: inlinesFrom(textOf([block]), pictures) } : block,
    ),
  )
}
