import { type ClipboardEvent, useEffect, useRef, useState } from 'react'
import { plain, type Rich } from '#modules/itembank/core/rich.ts'
import { atomsWith, drawFormula } from './atoms.ts'
import { insertAt, lineAround, useCaret } from './caret.ts'
import { type Atoms, blankNode, nodesOf, richOf, tableNode } from './rich-dom.ts'
import type { EditorPicture, RichEditorProps } from './rich-editor.tsx'
import type { ToolbarAction } from './toolbar.tsx'

export type OpenDialog =
  | { readonly kind: 'formula'; readonly at: HTMLElement | null }
  | { readonly kind: 'picture'; readonly at: HTMLElement }
  | { readonly kind: 'table' }

const emptyTable = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ content: [] })))

const pictureIn = (items: DataTransferItemList): File | null =>
  [...items].find(({ type }) => type.startsWith('image/'))?.getAsFile() ?? null

/** What was pasted, as nodes of a rich text: a single line goes into the line, more are lines of their own. */
const pasted = (data: DataTransfer, atoms: Atoms): DocumentFragment => {
  const html = data.getData('text/html')
  const rich = html
    ? richOf(new DOMParser().parseFromString(html, 'text/html').body)
    : plain(data.getData('text/plain'))
  const fragment = document.createDocumentFragment()
  if (rich.length === 0) return fragment
  const isLine = rich.length === 1 && rich[0]?.kind === 'paragraph'
  for (const node of nodesOf(rich, atoms)) fragment.append(...(isLine ? node.childNodes : [node]))
  return fragment
}

const placeTable = (root: HTMLElement, range: Range, table: HTMLElement): void => {
  const after = document.createElement('p')
  after.append(document.createElement('br'))
  const line = lineAround(root, range)
  if (line) line.after(table, after)
  else root.append(table, after)
}

/** The editable element and what can be done with it. The browser edits its nodes; the rich text is read off them. */
const useArea = ({ value, onChange, pictures }: RichEditorProps) => {
  const root = useRef<HTMLDivElement>(null)
  const shown = useRef<Rich | null>(null)
  const taken = useRef(new Map<string, EditorPicture>())
  const atoms = atomsWith((digest) => (taken.current.get(digest) ?? pictures.get(digest))?.url)
  const caret = useCaret(root)
  // Nodes are made anew only when the text comes from elsewhere, or its pictures have arrived.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the atoms follow from the pictures
  useEffect(() => {
    if (!root.current || shown.current === value) return
    shown.current = value
    root.current.replaceChildren(...nodesOf(value, atoms))
  }, [value, pictures])
  const tell = () => {
    if (!root.current) return
    shown.current = richOf(root.current)
    onChange(shown.current)
  }
  const put = (node: Node) => {
    const range = caret.give()
    if (range) insertAt(range, node)
    tell()
  }
  return { root, taken, atoms, caret, tell, put }
}

type Area = ReturnType<typeof useArea>

const dialogsOf = ({ root, atoms, caret, tell, put }: Area, close: () => void) => ({
  setFormula: (at: HTMLElement | null, latex: string) => {
    if (at) drawFormula(at, latex)
    else put(atoms.formula(latex))
    tell()
    close()
  },
  setPicture: (at: HTMLElement, alt: string, width: number | undefined) => {
    at.replaceWith(atoms.picture({ digest: at.dataset.digest ?? '', alt, width }))
    tell()
    close()
  },
  setTable: (rows: number, columns: number) => {
    const range = caret.give()
    if (root.current && range) placeTable(root.current, range, tableNode(emptyTable(rows, columns), atoms))
    tell()
    close()
  },
})

/** Everything behind the toolbar, the keyboard and the dialogs. */
export const useEditing = (props: RichEditorProps) => {
  const area = useArea(props)
  const { root, taken, atoms, caret, tell, put } = area
  const [open, setOpen] = useState<OpenDialog | null>(null)
  const takePicture = async (file: File) => {
    caret.keep()
    const picture = await props.onPicture(file)
    if (!picture) return
    taken.current.set(picture.digest, picture)
    put(atoms.picture({ digest: picture.digest, alt: '' }))
  }
  const act = (action: ToolbarAction) => {
    if (action.kind === 'picture') return takePicture(action.file)
    if (action.kind === 'command') {
      root.current?.focus()
      document.execCommand('styleWithCSS', false, 'false')
      document.execCommand(action.name)
      return tell()
    }
    caret.keep()
    if (action.kind === 'blank') return put(blankNode())
    return setOpen(action.kind === 'formula' ? { kind: 'formula', at: null } : { kind: 'table' })
  }
  const paste = (event: ClipboardEvent) => {
    event.preventDefault()
    const file = pictureIn(event.clipboardData.items)
    if (file) return takePicture(file)
    caret.keep()
    return put(pasted(event.clipboardData, atoms))
  }
  /** A formula or a picture that was clicked is opened. */
  const pick = (target: EventTarget) => {
    const node = target instanceof Element ? target.closest<HTMLElement>('.atom') : null
    if (node?.dataset.latex !== undefined) setOpen({ kind: 'formula', at: node })
    if (node?.dataset.digest !== undefined) setOpen({ kind: 'picture', at: node })
  }
  const close = () => setOpen(null)
  return { root, open, tell, act, paste, pick, close, ...dialogsOf(area, close) }
}
