import { useState } from 'react'
import type * as staff from '#modules/arrangement/staff.contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Checkbox, Input, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'
import type { Staffing } from './staff-tab.tsx'

const roles = ['考点负责人', '内部质量督导员', '监考人员', '考评人员'] as const
type DutyRole = (typeof roles)[number]

/** Names someone for a post; what should be drawn needs a reason, which the server asks for. */
export const AssignForm = (props: {
  readonly batchId: string
  readonly sessionId: string
  readonly value: Staffing
}) => {
  const { value, sessionId } = props
  const pool = useQuery<typeof staff.staffPool>('arrangement.staffPool', { batchId: props.batchId })
  const assign = useCommand<typeof staff.assignDuty>('arrangement.assignDuty')
  const [role, setRole] = useState<DutyRole>('考点负责人')
  const [staffId, setStaffId] = useState('')
  const [place, setPlace] = useState('')
  const [reason, setReason] = useState('')
  const [isLeader, setIsLeader] = useState(false)
  const atSite = role === '考点负责人'
  const atRoom = role === '监考人员' || role === '考评人员'
  const places = atSite
    ? value.sites.map(({ siteId, siteName }) => ({ value: siteId, label: siteName }))
    : value.rooms.map(({ roomId, roomName }) => ({ value: roomId, label: roomName }))
  const fitting = (pool.value?.staff ?? []).filter(
    (each) =>
      role === '考点负责人' ||
      each.roles.includes(role) ||
      (role === '考评人员' && each.examiner.length === 0),
  )
  const submit = async () => {
    const outcome = await assign.run({
      sessionId,
      staffId,
      role,
      ...(atSite && place && { siteId: place }),
      ...(atRoom && place && { roomId: place }),
      ...(reason && { reason }),
      isLeader,
    })
    if (outcome && !outcome.refused) say('已安排')
  }
  return (
    <section className="panel stack">
      <h2>指定人员</h2>
      <div className="arrangement-fields">
        <Select
          label="岗位"
          value={role}
          onText={(text) => {
            setRole(text as DutyRole)
            setPlace('')
          }}
          choices={roles.map((each) => ({ value: each, label: each }))}
        />
        <Select
          label="人员"
          value={staffId}
          onText={setStaffId}
          choices={fitting.map(({ id, name, staffNumber }) => ({
            value: id,
            label: `${name}（${staffNumber}）`,
          }))}
        />
        {(atSite || atRoom) && (
          <Select label={atSite ? '考点' : '考场'} value={place} onText={setPlace} choices={places} />
        )}
        {atRoom && (
          <Input label="指定原因" value={reason} onText={setReason} hint="应抽签产生的岗位，指定须有原因" />
        )}
      </div>
      {role === '考评人员' && <Checkbox label="担任考评组长" checked={isLeader} onCheck={setIsLeader} />}
      <div className="row">
        <Button kind="plain" busy={assign.pending} disabled={staffId === ''} onClick={submit}>
          安排
        </Button>
      </div>
      <Trouble of={assign} book={arrangementRefusals} />
    </section>
  )
}
