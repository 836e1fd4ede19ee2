import { Link, useParams } from 'react-router'
import type * as print from '#modules/delivery/print/contract.ts'
import { useQuery } from '../kit/client.ts'
import { FactList } from '../kit/facts.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { AbsentForm, LeaveForm, PresentList, SignInForm } from './attendance-forms.tsx'
import { HandOverForm, ScanForm, SealForm } from './closing-forms.tsx'
import { CountForm, countKeys, countTitles, type PrintRoom } from './count-form.tsx'
import { ExtendForm, GapForm, type OfRoom, SpareForm } from './day-forms.tsx'
import { IncidentPanel } from './incident-panel.tsx'
import { RecordPanel } from './record-panel.tsx'
import '../practical/practical.css'
import './print.css'

const countText = (count: PrintRoom['countOut'], direction: 'out' | 'in'): string => {
  if (!count) return '未清点'
  const told = countKeys
    .filter((key) => direction === 'in' || key !== 'blankSheets')
    .map((key) => `${direction === 'in' && key === 'sheets' ? '已答答题卡' : countTitles[key]} ${count[key]}`)
  return `${told.join('、')}（${count.first}、${count.second}）`
}

const gapText = ({ countIn, gap, incident }: PrintRoom): string => {
  if (!countIn) return '未清点'
  return gap ? `${gap}${incident ? `（${incident}）` : ''}` : '无'
}

const bagText = ({ bag }: PrintRoom) => {
  if (!bag) return '未登记试卷袋'
  const seal = bag.sealNumber === null ? '' : `，封条编号 ${bag.sealNumber}`
  return (
    <>
      {bag.label}，{bag.quantity} 份{seal}，{bag.stateName}，{bag.holderName}保管{' '}
      <Link to={`/packages/${bag.packageId}`}>查看试卷袋</Link>
    </>
  )
}

const attendanceText = ({ candidates }: PrintRoom): string => {
  const came = candidates.filter(({ signedInAt }) => signedInAt !== null)
  const left = came.filter(({ leftAt }) => leftAt !== null)
  return `应到 ${candidates.length}，签到 ${came.length}，已退场 ${left.length}`
}

const standing = (room: PrintRoom) => {
  const absent = room.candidates.filter(({ isAbsent }) => isAbsent)
  const { seal, handOver } = room
  // What is not due yet is left out: on a phone the next act stands near the top.
  return [
    { label: '考生', value: attendanceText(room) },
    { label: '缺考', value: absent.map((one) => `${one.seatNumber}号 ${one.name}`).join('、') || '无' },
    { label: '试卷袋', value: bagText(room) },
    { label: '带入物品', value: room.carried.join('、') || '未登记' },
    { label: '领取', value: countText(room.countOut, 'out') },
    ...(room.countOut ? [{ label: '收回', value: countText(room.countIn, 'in') }] : []),
    ...(room.countIn
      ? [
          { label: '差额', value: gapText(room) },
          { label: '扫描', value: `${room.scanned} / ${room.countIn.sheets} 张` },
        ]
      : []),
    ...(seal
      ? [
          {
            label: '密封',
            value: `册号 ${seal.bookNumber}，密封签号 ${seal.sealNumber}（${seal.first}、${seal.second}）`,
          },
        ]
      : []),
    ...(handOver ? [{ label: '移交', value: `${handOver.first} 交 ${handOver.second}` }] : []),
  ]
}

/** What is due now, in the order of the day. */
const Work = ({ room }: OfRoom) => {
  const { state } = room
  const during = state === 'distributed'
  const isOpen = during || state === 'prepared'
  return (
    <>
      {during && room.gap !== null && <GapForm room={room} />}
      {isOpen && <SignInForm key={`in-${room.version}`} room={room} />}
      {(during || state === 'collected') && <AbsentForm room={room} />}
      {during && <SpareForm room={room} />}
      {during && room.mayHandOver && room.own.length > 0 && <ExtendForm room={room} />}
      {isOpen && <CountForm key={state} room={room} />}
      {(during || state === 'collected') && <LeaveForm key={`out-${room.version}`} room={room} />}
      {state === 'collected' && <SealForm room={room} />}
      {state === 'sealed' && room.mayHandOver && <HandOverForm room={room} />}
      {['collected', 'sealed', 'handed-over'].includes(state) && <ScanForm room={room} />}
    </>
  )
}

/** The paper account of a room, and what is to be done next about it. */
export default function PrintRoomScreen() {
  const { printRoomId = '' } = useParams()
  const of = useQuery<typeof print.printRoom>('delivery.printRoom', { printRoomId }, { keep: true })
  return (
    <Loaded of={of}>
      {(room) => (
        <div className="stack">
          <h1>{room.place} 纸笔考场</h1>
          <p>
            {room.title}　<Instant at={room.startsAt} />{' '}
            <StatusTag tone={room.state === 'handed-over' ? 'done' : 'running'}>{room.stateTitle}</StatusTag>
          </p>
          <FactList facts={standing(room)} />
          <div className={room.mayAct ? 'print-columns' : 'print-room'}>
            {room.mayAct && (
              <div className="print-room">
                <Work room={room} />
              </div>
            )}
            <div className="print-room">
              <PresentList room={room} />
              <RecordPanel room={room} />
              <IncidentPanel room={room} />
            </div>
          </div>
        </div>
      )}
    </Loaded>
  )
}
