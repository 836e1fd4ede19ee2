import { Table } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type * as practical from '#modules/delivery/practical/contract.ts'
import type * as panel from '#modules/scoring/panel.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Checkbox, Select, TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { deliveryRefusals } from '../../../refusals/delivery.ts'
import { scoringRefusals } from '../../../refusals/scoring.ts'

type Days = ReplyOf<typeof practical.practicalDays>
type Session = Days['sessions'][number]
type Room = Session['rooms'][number]

const Prepare = ({ session }: { readonly session: Session }) => {
  const [open, setOpen] = useState(false)
  const [practicalId, choose] = useState(session.papers[0]?.practicalId ?? '')
  const [tasks, setTasks] = useState('')
  const [isDangerous, setDangerous] = useState(session.tradeIsDangerous)
  const prepare = useCommand<typeof practical.preparePractical>('delivery.preparePractical')
  const submit = async () => {
    const { sessionId } = session
    const titles = [...new Set(tasks.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
    const outcome = await prepare.run({ sessionId, practicalId, isDangerous, tasks: titles })
    if (!outcome || outcome.refused) return
    say(`已准备 ${outcome.value.rooms} 个考场，准备通知单 ${outcome.value.lines} 行`)
    setOpen(false)
  }
  return (
    <>
      <Button kind="plain" onClick={() => setOpen(true)}>
        准备考场
      </Button>
      <Dialog
        title={`准备技能考场：${session.lineTitle} 第${session.number}场`}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button busy={prepare.pending} disabled={practicalId === ''} onClick={submit}>
            生成准备通知单
          </Button>
        }
      >
        <Select
          label="操作技能试卷"
          value={practicalId}
          onText={choose}
          choices={session.papers.map(({ practicalId: value, title }) => ({ value, label: title }))}
        />
        <TextArea label="抽取的题目" hint="每行一个；留空为全体考生同题。" value={tasks} onText={setTasks} />
        <Checkbox
          label="危险工种，开考前须作防护检查"
          checked={isDangerous}
          disabled={session.tradeIsDangerous}
          onCheck={setDangerous}
        />
        <Trouble of={prepare} book={deliveryRefusals} />
      </Dialog>
    </>
  )
}

interface Place {
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
}

const StepsForm = ({
  place,
  steps,
}: {
  readonly place: Place
  readonly steps: ReplyOf<typeof panel.panelSteps>
}) => {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(steps.modules.map(({ code, staffId }) => [code, staffId ?? ''])),
  )
  const name = useCommand<typeof panel.nameSteps>('scoring.nameSteps')
  const isWhole = steps.modules.every(({ code }) => chosen[code])
  const submit = async () => {
    const outcome = await name.run({
      ...place,
      steps: steps.modules.map(({ code }) => ({ module: code, staffId: chosen[code]! })),
    })
    if (outcome && !outcome.refused) say('各模块负责考评员已确定')
  }
  if (steps.modules.length === 0) return <p>请先在“评分”中采用评分记录表。</p>
  return (
    <div className="stack">
      {steps.modules.map(({ code, name: title }) => (
        <Select
          key={code}
          label={title}
          value={chosen[code] ?? ''}
          onText={(staffId) => setChosen({ ...chosen, [code]: staffId })}
          choices={steps.panel.map(({ staffId, name: label }) => ({ value: staffId, label }))}
        />
      ))}
      <div>
        <Button busy={name.pending} disabled={!isWhole || !steps.mayChange} onClick={submit}>
          确定
        </Button>
      </div>
      {!steps.mayChange && <p className="quiet">已经开始评分，不能再变更。</p>}
      <Trouble of={name} book={scoringRefusals} />
    </div>
  )
}

const Steps = ({ place }: { readonly place: Place }) => {
  const [open, setOpen] = useState(false)
  const steps = useQuery<typeof panel.panelSteps>('scoring.panelSteps', { ...place }, { enabled: open })
  return (
    <>
      <Button kind="plain" onClick={() => setOpen(true)}>
        模块考评员
      </Button>
      <Dialog title="各模块负责考评员" open={open} onClose={() => setOpen(false)}>
        <Loaded of={steps}>{(value) => <StepsForm place={place} steps={value} />}</Loaded>
      </Dialog>
    </>
  )
}

const Lacking = ({ room }: { readonly room: Room }) => {
  if (room.state === 'open') return <span className="quiet">尚未准备</span>
  return (
    <>
      {room.missing.map((missing) => (
        <div key={missing}>
          <StatusTag tone="refused">{missing}</StatusTag>
        </div>
      ))}
      {room.openItems > 0 && <span className="quiet">还有 {room.openItems} 项未查</span>}
      {room.openItems === 0 && room.missing.length === 0 && <StatusTag tone="done">已查齐</StatusTag>}
    </>
  )
}

const SessionRooms = (props: {
  readonly batchId: string
  readonly session: Session
  readonly mayPrepare: boolean
}) => {
  const { batchId, session, mayPrepare } = props
  const { sessionId } = session
  const isOpen = session.rooms.every(({ state }) => state === 'open' || state === 'prepared')
  return (
    <section className="stack" aria-label={`${session.lineTitle} 第${session.number}场`}>
      <div className="row pad-head">
        <h2>
          {session.lineTitle} 第{session.number}场
        </h2>
        <span className="quiet">
          <Instant at={session.startsAt} />　{session.mode ?? ''}　考场{session.layout}
        </span>
        {mayPrepare && isOpen && <Prepare session={session} />}
      </div>
      <Table
        size="small"
        rowKey="roomId"
        dataSource={session.rooms}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: '考点', dataIndex: 'siteName' },
          { title: '考场', dataIndex: 'roomName' },
          { title: '考生', dataIndex: 'candidates', align: 'right' },
          {
            title: '状态',
            render: (_, room) => (
              <StatusTag tone={room.state === 'started' ? 'running' : 'todo'}>{room.stateTitle}</StatusTag>
            ),
          },
          { title: '检查情况', render: (_, room) => <Lacking room={room} /> },
          {
            title: '操作',
            render: (_, room) => (
              <span className="row">
                {room.state !== 'open' && <Link to={`/practical/${sessionId}/${room.roomId}`}>查看</Link>}
                {mayPrepare && <Steps place={{ batchId, sessionId, roomId: room.roomId }} />}
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}

/** What each practical room of a batch still lacks, and where it is prepared. */
export default function PracticalRooms() {
  const { batchId = '' } = useParams()
  const days = useQuery<typeof practical.practicalDays>('delivery.practicalDays', { batchId }, { keep: true })
  return (
    <Loaded of={days} book={deliveryRefusals}>
      {({ batchName, sessions, availableActions }) => (
        <DetailScreen batchId={batchId} title={`${batchName} 技能考场`}>
          {sessions.length === 0 && <EmptyState title="本批次没有技能操作考核场次" />}
          {sessions.map((session) => (
            <SessionRooms
              key={session.sessionId}
              batchId={batchId}
              session={session}
              mayPrepare={availableActions.length > 0}
            />
          ))}
        </DetailScreen>
      )}
    </Loaded>
  )
}
