import { type ChangeEvent, useRef, useState } from 'react'
import type * as node from '#modules/delivery/node/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand } from '../../kit/client.ts'
import { fieldError, Input, Select } from '../../kit/fields.tsx'
import { JobProgress } from '../../kit/job-progress.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { StatusTag } from '../../kit/status-tag.tsx'
import { say } from '../../kit/toast.tsx'
import { Fault } from '../../kit/transport.ts'
import { uploadResult } from '../../kit/upload.ts'
import { roomNodeRefusals } from '../../refusals/delivery.ts'
import { type NodeLine, outcomeWords, type SittingLine } from './node-words.ts'

interface Done {
  readonly onDone: () => void
}

export const WithdrawForm = ({ of, onDone }: Done & { readonly of: NodeLine }) => {
  const withdraw = useCommand<typeof node.withdrawNode>('delivery.withdrawNode')
  const go = async () => {
    const outcome = await withdraw.run({ nodeId: of.nodeId, version: of.version })
    if (!outcome || outcome.refused) return
    say('已注销')
    onDone()
  }
  return (
    <div className="stack">
      <p>注销后不再为“{of.name}”制作考场包，它签名的答卷包也不再接收。</p>
      <div>
        <Button kind="danger" busy={withdraw.pending} onClick={go}>
          注销
        </Button>
      </div>
      <Trouble of={withdraw} book={roomNodeRefusals} />
    </div>
  )
}

const inHouse = ''

/** Which server holds a sitting; a change needs a reason. */
export const AssignForm = ({
  of,
  nodes,
  onDone,
}: Done & { readonly of: SittingLine; readonly nodes: readonly NodeLine[] }) => {
  const assign = useCommand<typeof node.assignNode>('delivery.assignNode')
  const [nodeId, setNode] = useState(of.nodeId ?? inHouse)
  const [reason, setReason] = useState('')
  const [jobId, setJob] = useState<string | null>(null)
  const go = async () => {
    const outcome = await assign.run({
      sittingId: of.sittingId,
      nodeId: nodeId === inHouse ? null : nodeId,
      reason,
    })
    if (!outcome || outcome.refused) return
    if (outcome.value.jobId === null) onDone()
    else setJob(outcome.value.jobId)
  }
  const choices = nodes
    .filter(({ state }) => state === 'registered')
    .map((one) => ({ value: one.nodeId, label: `${one.name}（${one.siteName}）` }))
  if (jobId !== null) {
    return (
      <div className="stack">
        <p role="status">已指定。考场包制作完成后可以下载，联网的考场服务器会自行取走。</p>
        <JobProgress jobId={jobId} />
        <div>
          <Button kind="plain" onClick={onDone}>
            关闭
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="stack">
      <p>
        {of.siteName} {of.roomName}：{of.title}
      </p>
      <Select label="承担本场的服务器" value={nodeId} onText={setNode} choices={choices} blank="中心服务器" />
      <Input
        label="原因"
        value={reason}
        onText={setReason}
        error={fieldError(assign.refusal, 'reason')}
        hint="改派时必填；原先下载的考场包随即作废"
      />
      <div>
        <Button busy={assign.pending} disabled={nodeId === (of.nodeId ?? inHouse)} onClick={go}>
          确定
        </Button>
      </div>
      <Trouble of={assign} book={roomNodeRefusals} />
    </div>
  )
}

type Received = ReplyOf<typeof node.receiveResult>

/** A result carried on a stick. */
export const ResultForm = ({ onReceived }: { readonly onReceived: () => void }) => {
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [received, setReceived] = useState<Received | null>(null)
  const [trouble, setTrouble] = useState<Parameters<typeof Trouble>[0]['of']>({ refusal: null, fault: null })
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (!file) return
    setBusy(true)
    try {
      const verdict = await uploadResult<Received>(file)
      setTrouble({ refusal: verdict.refused ? verdict : null, fault: null })
      setReceived(verdict.refused ? null : verdict.value)
      onReceived()
    } catch (error) {
      setTrouble({ refusal: null, fault: error instanceof Fault ? error : new Fault(false, null) })
    } finally {
      setBusy(false)
      target.value = ''
    }
  }
  const { word, tone } = outcomeWords[received?.outcome ?? ''] ?? { word: '', tone: 'idle' as const }
  return (
    <div className="stack">
      <p>选择从考场服务器导出的答卷包（.jhresult）。同一份重复上传没有变化；不一致的不予接收并留下记录。</p>
      <input
        ref={picker}
        type="file"
        aria-label="答卷包"
        accept=".jhresult"
        disabled={busy}
        onChange={take}
      />
      {received && (
        <div role="status" className="stack">
          <StatusTag tone={tone}>{word}</StatusTag>
          <p>
            {received.sentence}
            {received.outcome !== 'refused' &&
              `答卷 ${received.scripts} 份，其中缺考 ${received.absent} 人；违纪登记 ${received.violations} 条。`}
          </p>
          {received.remedy && <p>{received.remedy}</p>}
        </div>
      )}
      <Trouble of={trouble} />
    </div>
  )
}
