import { useState } from 'react'
import type { changeRoom } from '#modules/site/contract.ts'
import type { RoomView } from '../../../desk/room-view.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Checkbox, fieldError, Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { siteRefusals } from '../../../refusals/site.ts'

const start = (room: RoomView) => ({
  name: room.name,
  building: room.building,
  floor: room.floor,
  doorNumber: room.doorNumber,
  frontGapCm: String(room.frontGapCm ?? ''),
  sideGapCm: String(room.sideGapCm ?? ''),
  calibratedUntil: room.calibratedUntil ?? '',
  unusableReason: room.unusableReason ?? '',
})

const texts = [
  ['name', '名称'],
  ['building', '楼号'],
  ['floor', '楼层'],
  ['doorNumber', '房间号'],
] as const

const whole = (text: string) => (/^\d+$/u.test(text) ? Number(text) : null)

type Values = ReturnType<typeof start>

/** What is measured of a room, by its kind. */
const Measures = (props: {
  readonly kind: RoomView['kind']
  readonly values: Values
  readonly set: (field: keyof Values) => (text: string) => void
}) => {
  const { kind, values, set } = props
  if (kind === 'practical')
    return (
      <Input
        label="设备检定有效期至"
        type="date"
        value={values.calibratedUntil}
        onText={set('calibratedUntil')}
      />
    )
  if (kind === 'review') return null
  return (
    <>
      <Input
        label="前后间距（厘米）"
        inputMode="numeric"
        value={values.frontGapCm}
        onText={set('frontGapCm')}
      />
      <Input
        label="左右间距（厘米）"
        inputMode="numeric"
        value={values.sideGapCm}
        onText={set('sideGapCm')}
      />
    </>
  )
}

/** What an organisation may change of a room. A confirmed site then waits for its city again. */
export const ChangeRoom = ({ room, onClose }: { readonly room: RoomView; readonly onClose: () => void }) => {
  const change = useCommand<typeof changeRoom>('site.changeRoom')
  const [values, setValues] = useState(() => start(room))
  const [points, setPoints] = useState(() => room.points.filter((one) => one.present).map(({ item }) => item))
  const set = (field: keyof typeof values) => (text: string) => setValues({ ...values, [field]: text })
  const save = async () => {
    const { frontGapCm, sideGapCm, calibratedUntil, unusableReason, ...rest } = values
    const outcome = await change.run({
      roomId: room.roomId,
      version: room.version,
      ...rest,
      frontGapCm: whole(frontGapCm),
      sideGapCm: whole(sideGapCm),
      calibratedUntil: calibratedUntil || null,
      unusableReason: unusableReason || null,
      checkedPoints: points,
    })
    if (!outcome || outcome.refused) return
    say(outcome.value.siteState === 'submitted' ? '已变更，考点须由所在市重新确认' : '已变更')
    onClose()
  }
  return (
    <Dialog
      title={`变更考场 ${room.code}`}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="plain" onClick={onClose}>
            取消
          </Button>
          <Button busy={change.pending} onClick={save}>
            保存
          </Button>
        </>
      }
    >
      <div className="stack">
        {texts.map(([field, label]) => (
          <Input
            key={field}
            label={label}
            value={values[field]}
            onText={set(field)}
            error={fieldError(change.refusal, field)}
          />
        ))}
        <Measures kind={room.kind} values={values} set={set} />
        {room.points.map(({ item }) => (
          <Checkbox
            key={item}
            label={item}
            checked={points.includes(item)}
            onCheck={(on) => setPoints(on ? [...points, item] : points.filter((one) => one !== item))}
          />
        ))}
        <Input
          label="停用原因"
          hint="照常使用的留空"
          value={values.unusableReason}
          onText={set('unusableReason')}
        />
        <Trouble of={change} book={siteRefusals} />
      </div>
    </Dialog>
  )
}
