import { useRef } from 'react'

const rangeIn = (root: HTMLElement | null): Range | null => {
  const selection = window.getSelection()
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null
  return range && root?.contains(range.commonAncestorContainer) ? range.cloneRange() : null
}

const select = (range: Range) => {
  const selection = window.getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
}

const atEnd = (root: HTMLElement): Range => {
  const range = document.createRange()
  range.selectNodeContents(root.lastElementChild ?? root)
  range.collapse(false)
  return range
}

/** Remembers where the caret was before something else took the focus, and puts it back. */
export const useCaret = (root: { readonly current: HTMLElement | null }) => {
  const kept = useRef<Range | null>(null)
  const keep = () => {
    kept.current = rangeIn(root.current)
  }
  const give = (): Range | null => {
    if (!root.current) return null
    root.current.focus()
    const range = kept.current ?? atEnd(root.current)
    select(range)
    return range
  }
  return { keep, give }
}

export const insertAt = (range: Range, node: Node): void => {
  const last = node instanceof DocumentFragment ? node.lastChild : node
  range.deleteContents()
  range.insertNode(node)
  if (last) range.setStartAfter(last)
  range.collapse(true)
  select(range)
}

/** The line of the text itself in which the caret stands: tables are put after it, never into it. */
export const lineAround = (root: HTMLElement, range: Range): Element | null => {
  let node: Node | null = range.startContainer
  while (node && node.parentNode !== root) node = node.parentNode
  return node instanceof Element ? node : null
}
