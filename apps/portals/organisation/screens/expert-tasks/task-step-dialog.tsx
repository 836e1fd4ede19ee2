import { useState } from 'react'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'

/** Takes one step of a task; finishing says what came of it, cancelling why. */
export const TaskStepDialog = (props: {
  readonly row: { readonly taskId: string; readonly version: number; readonly title: string }
  readonly action: string
  readonly title: string
  readonly onClose: () => void
}) => {
  const { row, action, title, onClose } = props
  const accept = useCommand<typeof upkeep.acceptTask>('itembank.acceptTask')
  const finish = useCommand<typeof upkeep.finishTask>('itembank.finishTask')
  const cancel = useCommand<typeof upkeep.cancelTask>('itembank.cancelTask')
  const [words, setWords] = useState('')
  const seen = { taskId: row.taskId, version: row.version }
  const carryOut = async () => {
    const outcome =
      action === 'accept'
        ? await accept.run(seen)
        : action === 'finish'
          ? await finish.run({ ...seen, outcome: words })
          : await cancel.run({ ...seen, reason: words })
    if (!outcome || outcome.refused) return
    say('已办理')
    onClose()
  }
  const command = action === 'accept' ? accept : action === 'finish' ? finish : cancel
  const needsWords = action !== 'accept'
  return (
    <Dialog
      title={`${title}：${row.title}`}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="plain" onClick={onClose}>
            返回
          </Button>
          <Button busy={command.pending} disabled={needsWords && words.trim() === ''} onClick={carryOut}>
            {title}
          </Button>
        </>
      }
    >
      <div className="stack">
        {needsWords ? (
          <TextArea
            label={action === 'finish' ? '完成情况' : '取消原因'}
            value={words}
            onText={setWords}
            required
            maxLength={500}
          />
        ) : (
          <p>接受后请按要求和期限完成。</p>
        )}
        <Trouble of={command} book={itembankRefusals} />
      </div>
    </Dialog>
  )
}
