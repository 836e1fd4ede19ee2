import { useState } from 'react'
import type * as items from '#modules/itembank/item/contract.ts'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { fieldError, Input, Radio, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { typeChoices } from '../../items/words.ts'

type Experts = ReplyOf<typeof upkeep.taskList>['experts']
type Kind = InputOf<typeof upkeep.assignTask>['kind']

const kinds: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'items', label: '命题' },
  { value: 'exam', label: '考务' },
  { value: 'material', label: '教材' },
  { value: 'advice', label: '咨询' },
]

interface Line {
  readonly key: number
  readonly pointCode: string
  readonly type: string
  readonly count: string
}

const WantedFields = (props: {
  readonly lines: readonly Line[]
  readonly points: readonly { readonly code: string; readonly name: string }[]
  readonly onLines: (lines: readonly Line[]) => void
}) => {
  const change = (key: number, changes: Partial<Line>) =>
    props.onLines(props.lines.map((line) => (line.key === key ? { ...line, ...changes } : line)))
  return (
    <fieldset className="stack task-lines">
      <legend>命题要求</legend>
      {props.lines.map(({ key, pointCode, type, count }, at) => (
        <div className="task-line" key={key}>
          <Select
            label={`鉴定点${at + 1}`}
            value={pointCode}
            onText={(code) => change(key, { pointCode: code })}
            choices={props.points.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          />
          <Select
            label="题型"
            value={type}
            onText={(one) => change(key, { type: one })}
            choices={typeChoices}
          />
          <Input
            label="题数"
            value={count}
            onText={(text) => change(key, { count: text })}
            inputMode="numeric"
          />
        </div>
      ))}
      <div>
        <Button
          kind="plain"
          onClick={() =>
            props.onLines([
              ...props.lines,
              {
                key: Math.max(0, ...props.lines.map(({ key }) => key)) + 1,
                pointCode: '',
                type: 'B',
                count: '5',
              },
            ])
          }
        >
          增加一行
        </Button>
      </div>
    </fieldset>
  )
}

const firstLine: Line = { key: 1, pointCode: '', type: 'B', count: '5' }

const useTask = () => {
  const [kind, setKind] = useState<Kind>('items')
  const [title, setTitle] = useState('')
  const [expertId, setExpertId] = useState('')
  const [bank, setBank] = useState('')
  const [dueOn, setDueOn] = useState('')
  const [lines, setLines] = useState<readonly Line[]>([firstLine])
  const wanted = lines.flatMap(({ pointCode, type, count }) =>
    pointCode && type && /^[1-9]\d*$/.test(count) ? [{ pointCode, type, count: Number(count) }] : [],
  )
  const input = {
    ...{ kind, title, expertId, wanted: kind === 'items' ? wanted : [] },
    ...(kind === 'items' && bank && { bank }),
    ...(dueOn && { dueOn }),
  }
  const ready = title.trim().length >= 2 && expertId !== '' && (kind !== 'items' || wanted.length > 0)
  return {
    kind,
    setKind,
    title,
    setTitle,
    expertId,
    setExpertId,
    bank,
    setBank,
    dueOn,
    setDueOn,
    lines,
    setLines,
    input,
    ready,
  }
}

/** Gives an expert a task; a 命题 task says how many items of which type are wanted for which points. */
export const AssignDialog = (props: { readonly experts: Experts; readonly onClose: () => void }) => {
  const assign = useCommand<typeof upkeep.assignTask>('itembank.assignTask')
  const places = useQuery<typeof items.itemPlaces>('itembank.places', {})
  const task = useTask()
  const banks = places.value?.banks ?? []
  const carryOut = async () => {
    const outcome = await assign.run(task.input)
    if (!outcome || outcome.refused) return
    say('任务已分派')
    props.onClose()
  }
  return (
    <Dialog
      title="分派专家任务"
      open
      onClose={props.onClose}
      actions={
        <>
          <Button kind="plain" onClick={props.onClose}>
            取消
          </Button>
          <Button busy={assign.pending} disabled={!task.ready} onClick={carryOut}>
            分派
          </Button>
        </>
      }
    >
      <div className="stack">
        <Radio label="类别" choices={kinds} value={task.kind} onPick={task.setKind} />
        <Input label="任务" value={task.title} onText={task.setTitle} required maxLength={100} />
        <Select
          label="专家"
          value={task.expertId}
          onText={task.setExpertId}
          choices={props.experts.map(({ expertId, name, duty }) => ({
            value: expertId,
            label: `${name}（${duty}）`,
          }))}
          error={fieldError(assign.refusal, 'expertId')}
          required
        />
        <Input label="期限" type="date" value={task.dueOn} onText={task.setDueOn} />
        {task.kind === 'items' && (
          <>
            <Select
              label="题库"
              value={task.bank}
              onText={task.setBank}
              choices={banks.map(({ bank }) => ({ value: bank, label: bank }))}
              required
            />
            <WantedFields
              lines={task.lines}
              onLines={task.setLines}
              points={banks.find(({ bank }) => bank === task.bank)?.points ?? []}
            />
          </>
        )}
        <Trouble of={assign} book={itembankRefusals} />
      </div>
    </Dialog>
  )
}
