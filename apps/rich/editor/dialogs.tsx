import { useState } from 'react'
import { Button } from '../../portals/kit/button.tsx'
import { Dialog } from '../../portals/kit/dialog.tsx'
import { Input, TextArea } from '../../portals/kit/fields.tsx'
import { Formula } from '../../portals/kit/formula.tsx'

interface Closing {
  readonly onClose: () => void
}

const Actions = (props: Closing & { readonly ready: boolean; readonly onDone: () => void }) => (
  <>
    <Button kind="plain" onClick={props.onClose}>
      取消
    </Button>
    <Button disabled={!props.ready} onClick={props.onDone}>
      确定
    </Button>
  </>
)

const samples = [
  '\\frac{a}{b}',
  '\\sqrt{x}',
  'x^{2}',
  'x_{1}',
  '\\Omega',
  '\\times',
  '\\le',
  '\\sum_{i=1}^{n}',
]

/** A formula typed as LaTeX, set as it is typed. */
export const FormulaDialog = (
  props: Closing & { readonly latex: string; readonly onDone: (latex: string) => void },
) => {
  const [latex, setLatex] = useState(props.latex)
  const ready = latex.trim() !== ''
  return (
    <Dialog
      title="公式"
      open
      onClose={props.onClose}
      actions={<Actions onClose={props.onClose} ready={ready} onDone={() => props.onDone(latex.trim())} />}
    >
      <div className="stack">
        <TextArea label="LaTeX" value={latex} onText={setLatex} hint="如 U=IR、\frac{1}{2}" rows={3} />
        <div className="row">
          {samples.map((sample) => (
            <button
              key={sample}
              type="button"
              className="rich-tool"
              aria-label={`加入 ${sample}`}
              onClick={() => setLatex(`${latex}${sample}`)}
            >
              <Formula latex={sample} />
            </button>
          ))}
        </div>
        <p className="rich-preview" aria-live="polite">
          {ready ? <Formula key={latex} latex={latex} /> : <span className="quiet">公式预览</span>}
        </p>
      </div>
    </Dialog>
  )
}

/** What a picture shows, in words, and how wide it stands. */
export const PictureDialog = (
  props: Closing & {
    readonly alt: string
    readonly width: string
    readonly onDone: (alt: string, width: number | undefined) => void
  },
) => {
  const [alt, setAlt] = useState(props.alt)
  const [width, setWidth] = useState(props.width)
  const wanted = Number(width)
  const ready = width === '' || (Number.isInteger(wanted) && wanted >= 8 && wanted <= 2000)
  return (
    <Dialog
      title="图片"
      open
      onClose={props.onClose}
      actions={
        <Actions
          onClose={props.onClose}
          ready={ready}
          onDone={() => props.onDone(alt.trim(), width === '' ? undefined : wanted)}
        />
      }
    >
      <div className="stack">
        <Input
          label="图片说明"
          value={alt}
          onText={setAlt}
          hint="说明图中内容，供看不到图的人使用"
          maxLength={200}
        />
        <Input
          label="显示宽度"
          value={width}
          onText={setWidth}
          inputMode="numeric"
          hint="像素，留空为原大小"
        />
      </div>
    </Dialog>
  )
}

export const TableDialog = (
  props: Closing & { readonly onDone: (rows: number, columns: number) => void },
) => {
  const [rows, setRows] = useState('2')
  const [columns, setColumns] = useState('3')
  const ready = [rows, columns].every((text) => /^[1-9]\d?$/.test(text) && Number(text) <= 20)
  return (
    <Dialog
      title="插入表格"
      open
      onClose={props.onClose}
      actions={
        <Actions
          onClose={props.onClose}
          ready={ready}
          onDone={() => props.onDone(Number(rows), Number(columns))}
        />
      }
    >
      <div className="row">
        <Input label="行数" value={rows} onText={setRows} inputMode="numeric" hint="1至20" />
        <Input label="列数" value={columns} onText={setColumns} inputMode="numeric" hint="1至20" />
      </div>
    </Dialog>
  )
}
