import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import type { QueryState, Troubled } from './client.ts'
import { Icon } from './icons.tsx'
import { RefusalCard } from './refusal-card.tsx'
import type { RefusalBook } from './refusals.ts'
import type { Fault } from './transport.ts'
import './states.css'

export const EmptyState = ({
  title,
  children,
}: {
  readonly title: string
  readonly children?: ReactNode
}) => (
  <div className="state-box">
    <Icon name="file" size={28} />
    <p className="state-title">{title}</p>
    {children}
  </div>
)

/** Grey lines where the content will stand; appears after a moment only, so quick answers do not flicker. */
export const LoadingState = ({ lines = 4 }: { readonly lines?: number }) => (
  <div className="loading" role="status">
    <span className="unseen">正在读取</span>
    {Array.from({ length: lines }, (_, line) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines are alike and never move
      <span key={line} className="loading-line" />
    ))}
  </div>
)

export const ErrorState = ({ fault, again }: { readonly fault: Fault; readonly again?: () => void }) => (
  <div className="state-box" role="alert">
    <Icon name="warning" size={28} />
    <p className="state-title">{fault.offline ? '暂时连接不上服务器' : '系统出现故障，本次没有办成'}</p>
    <p className="quiet">
      {fault.offline
        ? '请检查网络后重试；已填写的内容仍在本页，重复提交不会办理两次。'
        : `请稍后重试；仍不成功时请联系技术支持${fault.incident ? `，并告知故障编号 ${fault.incident}` : ''}。`}
    </p>
    {again && (
      <Button kind="plain" onClick={again}>
        重试
      </Button>
    )}
  </div>
)

/** Shows why a command was refused or failed; nothing while all is well. */
export const Trouble = ({ of, book }: { readonly of: Troubled; readonly book?: RefusalBook }) => {
  if (of.refusal) return <RefusalCard refusal={of.refusal} {...(book && { book })} />
  return of.fault ? <ErrorState fault={of.fault} /> : null
}

/** Shows a query: loading, fault, refusal, or what `children` makes of its value. */
export const Loaded = <T,>(props: {
  readonly of: QueryState<T>
  readonly book?: RefusalBook
  readonly lines?: number
  readonly children: (value: T) => ReactNode
}) => {
  const { of, lines } = props
  if (of.value !== undefined) return props.children(of.value)
  if (of.fault) return <ErrorState fault={of.fault} again={of.again} />
  if (of.refusal) return <Trouble of={of} {...(props.book && { book: props.book })} />
  return <LoadingState {...(lines && { lines })} />
}
