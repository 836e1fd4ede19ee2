import { useState } from 'react'
import type * as items from '#modules/itembank/item/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Input, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { OutcomeList } from '../../items/item-steps.tsx'
import { gradeChoices } from '../../items/words.ts'

/** Gives the chosen drafts another point or difficulty. */
export const DraftsDialog = (props: {
  readonly itemIds: readonly string[]
  readonly onClose: () => void
}) => {
  const change = useCommand<typeof items.changeDrafts>('itembank.changeDrafts')
  const [point, setPoint] = useState('')
  const [difficulty, setDifficulty] = useState('')
  const [done, setDone] = useState<ReplyOf<typeof items.changeDrafts> | null>(null)
  const carryOut = async () => {
    const outcome = await change.run({
      ...(point.trim() && { pointCode: point.trim().toUpperCase() }),
      ...(difficulty && { difficulty: Number(difficulty) }),
      of: { itemIds: [...props.itemIds] },
    })
    if (outcome && !outcome.refused) setDone(outcome.value)
  }
  const actions = done ? (
    <Button onClick={props.onClose}>完成</Button>
  ) : (
    <>
      <Button kind="plain" onClick={props.onClose}>
        取消
      </Button>
      <Button busy={change.pending} disabled={!point.trim() && !difficulty} onClick={carryOut}>
        修改
      </Button>
    </>
  )
  return (
    <Dialog
      title={`修改${props.itemIds.length}道试题的鉴定点或难度`}
      open
      onClose={props.onClose}
      actions={actions}
    >
      {done ? (
        <OutcomeList of={done} verb="修改" />
      ) : (
        <div className="stack">
          <p className="quiet">只有草稿可以修改；改动鉴定点的试题重新编号。</p>
          <Input label="鉴定点代码" value={point} onText={setPoint} hint="如 A-B-C-001，不改请留空" />
          <Select label="难度" value={difficulty} onText={setDifficulty} choices={gradeChoices} />
        </div>
      )}
      <Trouble of={change} book={itembankRefusals} />
    </Dialog>
  )
}
