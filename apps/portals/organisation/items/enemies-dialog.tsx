import { useState } from 'react'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCommand } from '../../kit/client.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextArea } from '../../kit/fields.tsx'
import { Trouble } from '../../kit/loaded.tsx'
import { say } from '../../kit/toast.tsx'
import { itembankRefusals } from '../../refusals/itembank.ts'

/** Keeps items out of one paper with each other. */
export const EnemiesDialog = (props: {
  readonly bank: string
  readonly codes: readonly string[]
  readonly onClose: () => void
}) => {
  const add = useCommand<typeof upkeep.addEnemies>('itembank.addEnemies')
  const [codes, setCodes] = useState(props.codes.join('\n'))
  const [reason, setReason] = useState('')
  const listed = codes.split(/[\s,，、;；]+/u).filter((code) => code !== '')
  const carryOut = async () => {
    const outcome = await add.run({ bank: props.bank, codes: listed, reason })
    if (!outcome || outcome.refused) return
    say(outcome.value.added > 0 ? `已设定${outcome.value.added}对互斥试题` : '这些试题已经互斥')
    props.onClose()
  }
  return (
    <Dialog
      title="设为互斥试题"
      open
      onClose={props.onClose}
      actions={
        <>
          <Button kind="plain" onClick={props.onClose}>
            取消
          </Button>
          <Button busy={add.pending} disabled={listed.length < 2 || reason.trim() === ''} onClick={carryOut}>
            设为互斥
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">互斥的试题不会出现在同一份试卷中。题库：{props.bank}</p>
        <TextArea label="试题编号" value={codes} onText={setCodes} hint="每行一个，至少两个" required />
        <TextArea label="原因" value={reason} onText={setReason} rows={2} required maxLength={500} />
        <Trouble of={add} book={itembankRefusals} />
      </div>
    </Dialog>
  )
}
