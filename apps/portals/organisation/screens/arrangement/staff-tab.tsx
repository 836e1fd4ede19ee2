import { useState } from 'react'
import type * as staff from '#modules/arrangement/staff.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Select } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { uploadFile } from '../../../kit/upload.ts'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'
import { Accounts } from './accounts.tsx'
import type { Overview } from './arrangement.tsx'
import { AssignForm } from './assign-form.tsx'
import { Confirmations } from './confirmations.tsx'
import { DrawCards } from './draw-card.tsx'
import { subjectWords } from './sessions-tab.tsx'
import './arrangement.css'

export type Staffing = ReplyOf<typeof staff.staffing>

const Pool = ({ batchId }: { readonly batchId: string }) => {
  const pool = useQuery<typeof staff.staffPool>('arrangement.staffPool', { batchId })
  const load = useCommand<typeof staff.importStaff>('arrangement.importStaff')
  const upload = async (file: File | undefined) => {
    if (!file) return
    const stored = await uploadFile(file)
    if (stored.refused) return say(stored.sentence, 'refused')
    const outcome = await load.run({ fileId: stored.value.fileId })
    if (outcome && !outcome.refused) say(`新增 ${outcome.value.added} 人，更新 ${outcome.value.changed} 人`)
  }
  return (
    <section className="panel stack">
      <h2>人员名册</h2>
      <label className="row">
        <span>导入名册（xlsx）</span>
        <input type="file" accept=".xlsx" onChange={(event) => void upload(event.target.files?.[0])} />
      </label>
      <Trouble of={load} book={arrangementRefusals} />
      <Loaded of={pool}>
        {(value) => (
          <p>
            名册 {value.staff.length} 人：考评合格 {value.eligible} 人，合格但须回避{' '}
            {value.eligibleWithAvoidance} 人，不合格 {value.notEligible} 人。
            <span className="quiet">{value.basis}</span>
          </p>
        )}
      </Loaded>
    </section>
  )
}

const Roster = ({ value }: { readonly value: Staffing }) => {
  const rooms = new Map(value.rooms.map(({ roomId, roomName }) => [roomId, roomName]))
  const sites = new Map(value.sites.map(({ siteId, siteName }) => [siteId, siteName]))
  return (
    <table className="arrangement-table">
      <thead>
        <tr>
          <th>岗位</th>
          <th>姓名</th>
          <th>考场或考点</th>
          <th>产生方式</th>
        </tr>
      </thead>
      <tbody>
        {value.duties.map((duty) => (
          <tr key={duty.dutyId}>
            <td>
              {duty.role}
              {duty.isLeader && '（组长）'}
            </td>
            <td>
              {duty.staffName} <span className="quiet">{duty.staffNumber}</span>
            </td>
            <td>
              {(duty.roomId && rooms.get(duty.roomId)) || (duty.siteId && sites.get(duty.siteId)) || '全场'}
            </td>
            <td>{duty.drawn ? '抽签' : `指定${duty.reason ? `：${duty.reason}` : ''}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const SessionStaff = ({
  batchId,
  sessionId,
  value,
}: {
  readonly batchId: string
  readonly sessionId: string
  readonly value: Staffing
}) => {
  const release = useCommand<typeof staff.releaseDuties>('arrangement.releaseDuties')
  const mayRelease = value.availableActions.some(
    ({ action, enabled }) => action === 'arrangement.releaseDuties' && enabled,
  )
  return (
    <>
      <section className="panel stack">
        <div className="row">
          <h2>本场人员</h2>
          <StatusTag tone={value.staffedAt ? 'done' : 'todo'}>
            {value.staffedAt ? '已发布' : '未发布'}
          </StatusTag>
          <Button
            disabled={!mayRelease}
            busy={release.pending}
            onClick={() => void release.run({ sessionId, version: value.sessionVersion })}
          >
            发布人员安排
          </Button>
        </div>
        <Trouble of={release} book={arrangementRefusals} />
        {value.problems.length > 0 && (
          <ul className="arrangement-list" aria-label="待解决">
            {value.problems.map(({ clause, sentence }) => (
              <li key={sentence}>
                {sentence} <ClauseChips ids={[clause]} />
              </li>
            ))}
          </ul>
        )}
        <Roster value={value} />
      </section>
      {value.subject === 'theory' && <Confirmations sessionId={sessionId} />}
      <DrawCards sessionId={sessionId} value={value} />
      <AssignForm batchId={batchId} sessionId={sessionId} value={value} />
    </>
  )
}

/** Roster, draws with their commitments, appointments and the gaps that remain. */
export const StaffTab = ({ batchId, value }: { readonly batchId: string; readonly value: Overview }) => {
  const [chosen, setChosen] = useState('')
  const sessionId = chosen || value.sessions[0]?.id || ''
  const ready = value.state === 'confirmed' && sessionId !== ''
  const staffing = useQuery<typeof staff.staffing>('arrangement.staffing', { sessionId }, { enabled: ready })
  return (
    <>
      <Pool batchId={batchId} />
      {ready ? (
        <>
          <Select
            label="场次"
            value={sessionId}
            onText={setChosen}
            choices={value.sessions.map((session) => ({
              value: session.id,
              label: `${subjectWords[session.subject]}第 ${session.number} 场`,
            }))}
          />
          <Loaded of={staffing}>
            {(shown) => <SessionStaff batchId={batchId} sessionId={sessionId} value={shown} />}
          </Loaded>
          <Accounts batchId={batchId} />
        </>
      ) : (
        <EmptyState title="编排确认后安排人员" />
      )}
    </>
  )
}
