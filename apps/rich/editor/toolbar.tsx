import { useId } from 'react'

const commands = [
  { name: 'bold', label: '加粗', face: <b>B</b> },
  { name: 'italic', label: '斜体', face: <i>I</i> },
  { name: 'underline', label: '下划线', face: <u>U</u> },
  { name: 'superscript', label: '上标', face: '上标' },
  { name: 'subscript', label: '下标', face: '下标' },
  { name: 'insertUnorderedList', label: '项目列表', face: '项目列表' },
  { name: 'insertOrderedList', label: '编号列表', face: '编号列表' },
] as const

export type ToolbarAction =
  | { readonly kind: 'command'; readonly name: (typeof commands)[number]['name'] }
  | { readonly kind: 'picture'; readonly file: File }
  | { readonly kind: 'formula' | 'table' | 'blank' }

const inserts = [
  { kind: 'formula', label: '插入公式', face: '公式' },
  { kind: 'table', label: '插入表格', face: '表格' },
] as const

/** Taking the mouse must not take the caret out of the text. */
const keepCaret = (event: { preventDefault: () => void }) => event.preventDefault()

export const Toolbar = (props: {
  readonly withBlanks: boolean
  readonly onAct: (action: ToolbarAction) => void
}) => {
  const file = useId()
  const tool = (label: string, face: React.ReactNode, action: ToolbarAction) => (
    <button
      key={label}
      type="button"
      className="rich-tool"
      aria-label={label}
      title={label}
      onMouseDown={keepCaret}
      onClick={() => props.onAct(action)}
    >
      {face}
    </button>
  )
  return (
    <div className="rich-tools" role="toolbar" aria-label="格式">
      {commands.map(({ name, label, face }) => tool(label, face, { kind: 'command', name }))}
      {inserts.map(({ kind, label, face }) => tool(label, face, { kind }))}
      {props.withBlanks && tool('插入填空', '填空', { kind: 'blank' })}
      <label htmlFor={file} className="rich-tool" title="插入图片">
        图片
        <input
          id={file}
          type="file"
          className="unseen"
          accept="image/png,image/jpeg,image/webp,image/gif,image/svg+xml"
          aria-label="插入图片"
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            if (chosen) props.onAct({ kind: 'picture', file: chosen })
            event.target.value = ''
          }}
        />
      </label>
    </div>
  )
}
