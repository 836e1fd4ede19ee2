import { useState } from 'react'
import type * as node from '#modules/delivery/node/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand } from '../../kit/client.ts'
import { fieldError, Input, Select } from '../../kit/fields.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { say } from '../../kit/toast.tsx'
import { roomNodeRefusals } from '../../refusals/delivery.ts'
import type { NodeLine, SittingLine } from './node-words.ts'

const none = ''

/** SDS-4.4-40: the second server of a sitting; its result is taken in where it took over. */
export const StandbyForm = ({
  of,
  nodes,
  onDone,
}: {
  readonly of: SittingLine
  readonly nodes: readonly NodeLine[]
  readonly onDone: () => void
}) => {
  const assign = useCommand<typeof node.assignStandby>('delivery.assignStandby')
  const [nodeId, setNode] = useState(of.standbyNodeId ?? none)
  const [reason, setReason] = useState('')
  const go = async () => {
    const { sittingId } = of
    const outcome = await assign.run({ sittingId, nodeId: nodeId === none ? null : nodeId, reason })
    if (!outcome || outcome.refused) return
    say(nodeId === none ? '已取消备机' : '已指定备机')
    onDone()
  }
  const choices = nodes
    .filter((one) => one.state === 'registered' && one.nodeId !== of.nodeId)
    .map((one) => ({ value: one.nodeId, label: `${one.name}（${one.siteName}）` }))
  return (
    <div className="stack">
      <p>
        {of.siteName} {of.roomName}：由“{of.nodeName}
        ”承担。备机须在现场与它配对，接管后由备机送来的答卷包同样接收。
      </p>
      <Select label="备机" value={nodeId} onText={setNode} choices={choices} blank="不设备机" />
      <Input
        label="原因"
        value={reason}
        onText={setReason}
        error={fieldError(assign.refusal, 'reason')}
        hint="更换备机或开考后指定的必填"
      />
      <div>
        <Button busy={assign.pending} onClick={go}>
          确定
        </Button>
      </div>
      <Trouble of={assign} book={roomNodeRefusals} />
    </div>
  )
}
