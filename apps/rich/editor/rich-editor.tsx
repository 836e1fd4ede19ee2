import { useId } from 'react'
import type { Rich } from '#modules/itembank/core/rich.ts'
import { FormulaDialog, PictureDialog, TableDialog } from './dialogs.tsx'
import { useEditing } from './editing.ts'
import { Toolbar } from './toolbar.tsx'
import '../rich.css'
import './rich-editor.css'

export interface EditorPicture {
  readonly digest: string
  /** Address of what is shown. */
  readonly url: string
}

export interface RichEditorProps {
  readonly label: string
  readonly value: Rich
  readonly onChange: (rich: Rich) => void
  /** A stem of a fill-in item has blanks. */
  readonly withBlanks?: boolean
  readonly required?: boolean
  readonly compact?: boolean
  readonly error?: string | undefined
  /** Pictures that the text may already hold. */
  readonly pictures: ReadonlyMap<string, EditorPicture>
  /** Takes a picture in; undefined when it was refused. */
  readonly onPicture: (file: File) => Promise<EditorPicture | undefined>
}

const Dialogs = ({ of }: { readonly of: ReturnType<typeof useEditing> }) => {
  const { open, close } = of
  switch (open?.kind) {
    case 'formula':
      return (
        <FormulaDialog
          latex={open.at?.dataset.latex ?? ''}
          onClose={close}
          onDone={(latex) => of.setFormula(open.at, latex)}
        />
      )
    case 'picture':
      return (
        <PictureDialog
          alt={open.at.dataset.alt ?? ''}
          width={open.at.dataset.width ?? ''}
          onClose={close}
          onDone={(alt, width) => of.setPicture(open.at, alt, width)}
        />
      )
    case 'table':
      return <TableDialog onClose={close} onDone={of.setTable} />
    default:
      return null
  }
}

/** Text, formulas, pictures, tables, lists and blanks; what it gives is a rich text and nothing else. */
export const RichEditor = (props: RichEditorProps) => {
  const { label, error, required } = props
  const id = useId()
  const editing = useEditing(props)
  return (
    <div className={`field rich-field ${props.compact ? 'rich-compact' : ''} ${error ? 'wrong' : ''}`}>
      <span className="rich-label" id={`${id}-label`}>
        {label}
        {required && <span className="required">（必填）</span>}
      </span>
      <div className="rich-frame">
        <Toolbar withBlanks={props.withBlanks ?? false} onAct={editing.act} />
        {/* biome-ignore lint/a11y/useSemanticElements: no element of HTML edits formulas and tables */}
        <div
          ref={editing.root}
          className="rich rich-area"
          contentEditable
          suppressContentEditableWarning
          role="textbox"
          tabIndex={0}
          aria-multiline="true"
          aria-labelledby={`${id}-label`}
          aria-describedby={error ? `${id}-error` : undefined}
          aria-invalid={Boolean(error)}
          onInput={editing.tell}
          onPaste={editing.paste}
          onClick={(event) => editing.pick(event.target)}
          onKeyDown={(event) => event.key === 'Enter' && editing.pick(event.target)}
        />
      </div>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <Dialogs of={editing} />
    </div>
  )
}
