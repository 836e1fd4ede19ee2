import { useReachable } from '../../../kit/network.ts'
import { StatusTag } from '../../../kit/status-tag.tsx'
import type { Queue } from './sheet-queue.ts'

const time = new Intl.DateTimeFormat('zh-CN', {
  ...{ timeZone: 'Asia/Shanghai', hour12: false },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
})

/** What lies on the pad alone, and when the server last took something. */
export const SyncState = ({ queue, syncedAt }: { readonly queue: Queue; readonly syncedAt: Date | null }) => {
  const reachable = useReachable()
  const refused = Object.values(queue).filter(({ latest }) => latest.refusal !== null).length
  const waiting = Object.values(queue).length - refused
  return (
    <span className="pad-sync" role="status">
      {refused > 0 && <StatusTag tone="refused">{refused} 份未被接受，请查看</StatusTag>}
      {waiting > 0 ? (
        <StatusTag tone={reachable ? 'running' : 'todo'}>待上传 {waiting} 项</StatusTag>
      ) : (
        <StatusTag tone="done">已同步{syncedAt && ` ${time.format(syncedAt)}`}</StatusTag>
      )}
      {!reachable && <span className="quiet">断网，评分保存在本机</span>}
    </span>
  )
}
