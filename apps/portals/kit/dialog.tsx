import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icons.tsx'
import './dialog.css'

interface Props {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the foot. */
  readonly actions?: ReactNode
}

/** The browser's own modal: it keeps the focus inside, closes on Escape and gives the focus back. */
const Modal = ({ className, ...props }: Props & { readonly className: string }) => {
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const { open } = props
  useEffect(() => {
    const dialog = element.current
    if (open && !dialog?.open) dialog?.showModal()
    if (!open && dialog?.open) dialog.close()
  }, [open])
  return (
    <dialog ref={element} className={className} aria-labelledby={heading} onClose={props.onClose}>
      <header>
        <h2 id={heading}>{props.title}</h2>
        <button type="button" className="bare" aria-label="关闭" onClick={props.onClose}>
          <Icon name="cross" />
        </button>
      </header>
      <div className="dialog-body">{open && props.children}</div>
      {props.actions && <footer>{props.actions}</footer>}
    </dialog>
  )
}

export const Dialog = (props: Props) => <Modal {...props} className="dialog" />

/** A panel at the right edge, for reading beside the screen. */
export const Drawer = (props: Props) => <Modal {...props} className="dialog drawer" />

/** Asks once before something that cannot be undone; says what will happen. */
export const Confirm = ({
  verb,
  onConfirm,
  ...props
}: Omit<Props, 'actions'> & { readonly verb: string; readonly onConfirm: () => void }) => (
  <Dialog
    {...props}
    actions={
      <>
        <Button kind="plain" onClick={props.onClose}>
          取消
        </Button>
        <Button onClick={onConfirm}>{verb}</Button>
      </>
    }
  />
)
