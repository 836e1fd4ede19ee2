import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

const steps = [1, 1.5, 2, 3, 4] as const

/** A picture of the paper, large: plus and minus change its size, the arrows move it, Esc goes back. */
export const PictureDialog = ({
  source,
  alt,
  close,
}: {
  readonly source: string
  readonly alt: string
  readonly close: () => void
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const [at, setAt] = useState(1)
  useEffect(() => dialog.current?.showModal(), [])
  const zoom = (step: number): void => setAt((now) => Math.min(steps.length - 1, Math.max(0, now + step)))
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === '+' || event.key === '=') zoom(1)
    else if (event.key === '-') zoom(-1)
    else return
    event.preventDefault()
  }
  const size = steps[at] ?? 1
  return (
    <dialog
      ref={dialog}
      className="picture stack"
      aria-label="放大查看图片"
      onClose={close}
      onKeyDown={onKey}
    >
      <div className="row">
        <button type="button" disabled={at === 0} onClick={() => zoom(-1)}>
          － 缩小
        </button>
        <button type="button" disabled={at === steps.length - 1} onClick={() => zoom(1)}>
          ＋ 放大
        </button>
        <span className="soft tabular" role="status">
          {size * 100}%
        </span>
        <button type="button" onClick={close}>
          关闭
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a large picture is moved with the arrow keys */}
      <section className="view" aria-label="图片" tabIndex={0}>
        <img src={source} alt={alt} style={{ width: `${size * 100}%` }} />
      </section>
    </dialog>
  )
}
