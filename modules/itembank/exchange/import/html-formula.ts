/** LaTeX between the delimiters that browsers' formula renderers know. */
const delimiters = [
  ['\\(', '\\)'],
  ['\\[', '\\]'],
  ['$$', '$$'],
] as const

export type Piece = { readonly text: string } | { readonly latex: string }

/**
 * Cuts text into words and formulas, in time proportional to its length: a closing mark that was looked for once in
 * vain is not looked for again.
 */
export const splitFormulas = (text: string): readonly Piece[] => {
  const pieces: Piece[] = []
  const starts = delimiters.map(([open]) => text.indexOf(open))
  let [from, at] = [0, 0]
  for (;;) {
    delimiters.forEach(([open], which) => {
      if (starts[which]! >= 0 && starts[which]! < at) starts[which] = text.indexOf(open, at)
    })
    const found = starts.filter((start) => start >= 0)
    if (found.length === 0) break
    const start = Math.min(...found)
    const which = starts.indexOf(start)
    const close = delimiters[which]![1]
    const end = text.indexOf(close, start + 2)
    if (end < 0) starts[which] = -1
    else {
      const latex = text.slice(start + 2, end).trim()
      if (latex !== '') {
        if (start > from) pieces.push({ text: text.slice(from, start) })
        pieces.push({ latex })
        from = end + 2
      }
      at = end + 2
    }
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}
