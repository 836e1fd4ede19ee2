import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icons.tsx'
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
