import { useState } from 'react'
import type { markSeat } from '#modules/site/contract.ts'
import type { Place, RoomView } from '../../../desk/room-view.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { fieldError, Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { siteRefusals } from '../../../refusals/site.ts'

/** Records that a seat is broken, with what is broken, or that it is repaired. */
export const MarkSeat = (props: {
  readonly room: RoomView
  readonly place: Place
  readonly onClose: () => void
}) => {
  const { room, place, onClose } = props
  const mark = useCommand<typeof markSeat>('site.markSeat')
  const [defect, setDefect] = useState('')
  const { roomId, version } = room
  const { seatId, number, usable } = place
  const save = async () => {
    const outcome = await mark.run({
      roomId,
      version,
      seatId,
      usable: !usable,
      defect: usable ? defect || null : null,
    })
    if (!outcome || outcome.refused) return
    say(usable ? `${number}号已停用` : `${number}号已恢复`)
    onClose()
  }
  return (
    <Dialog
      title={usable ? `停用${number}号${room.placeWord}` : `恢复${number}号${room.placeWord}`}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="plain" onClick={onClose}>
            取消
          </Button>
          <Button busy={mark.pending} onClick={save}>
            {usable ? '停用' : '恢复使用'}
          </Button>
        </>
      }
    >
      {usable ? (
        <Input
          label="损坏情况"
          hint="如 电脑故障"
          value={defect}
          onText={setDefect}
          error={fieldError(mark.refusal, 'defect')}
          required
        />
      ) : (
        <p>现登记为：{place.defect}。确认已修复后恢复使用。</p>
      )}
      <Trouble of={mark} book={siteRefusals} />
    </Dialog>
  )
}
