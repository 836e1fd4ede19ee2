import { useEffect, useState } from 'react'
import { hourMinuteSecond } from '../clock-face.ts'
import type { DutyCommandType, SeatView, TimelineLine } from '../room.port.ts'
import { ScrollBox } from '../scroll-box.tsx'
import { CandidatePhoto } from './candidate-photo.tsx'
import type { Desk } from './desk.ts'
import { ReasonForm } from './reason-form.tsx'
import { seatWords } from './seat-words.ts'

/** The seat's history, read again whenever the seat changes. */
const useTimeline = (desk: Desk, seat: SeatView): readonly TimelineLine[] => {
  const [lines, setLines] = useState<readonly TimelineLine[]>([])
  const version = `${seat.status}/${seat.lastSavedAt}/${seat.extensionMinutes}/${seat.violations}/${seat.entered}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the seat's changes
  useEffect(() => {
    desk.timeline(seat.seat).then(setLines)
  }, [desk, seat.seat, version])
  return lines
}

const ExtendForm = ({ desk, seat }: { readonly desk: Desk; readonly seat: SeatView }) => {
  const [minutes, setMinutes] = useState(seat.openLossMinutes)
  return (
    <div className="stack">
      <label className="field">
        补时分钟（有记录且未补偿的中断 {seat.openLossMinutes} 分钟）
        <input
          type="number"
          min={1}
          value={minutes}
          onChange={(event) => setMinutes(Number(event.target.value))}
        />
      </label>
      <ReasonForm
        word="补时"
        hint="补时原因"
        act={(reason) => desk.order({ type: 'extend', seat: seat.seat, minutes, reason })}
      />
    </div>
  )
}

/** Orders that weigh on the candidate. */
const Sanctions = ({ desk, seat }: { readonly desk: Desk; readonly seat: SeatView }) => {
  const may = (type: DutyCommandType): boolean => seat.actions.includes(type)
  const id = seat.seat
  return (
    <>
      {may('note') && (
        <ReasonForm
          word="登记违纪"
          hint="违纪情况（报告督导人员）"
          act={(text) =>
            desk.order({
              type: 'note',
              category: 'violation',
              seat: id,
              text,
              reportedTo: '督导人员',
              rule: '',
            })
          }
        />
      )}
      {may('collect') && (
        <ReasonForm
          word="收卷"
          hint="时间未到收卷的，写明原因"
          optional
          act={(reason) => desk.order({ type: 'collect', seat: id, reason })}
        />
      )}
      {may('expel') && (
        <ReasonForm
          word="终止考试"
          hint="终止考试的原因"
          danger
          act={(reason) => desk.order({ type: 'expel', seat: id, reason })}
        />
      )}
    </>
  )
}

/** One control per order the room allows now. */
const Actions = ({ desk, seat }: { readonly desk: Desk; readonly seat: SeatView }) => {
  const may = (type: DutyCommandType): boolean => seat.actions.includes(type)
  const id = seat.seat
  return (
    <div className="stack actions">
      {may('sign-in') && <p className="soft">请在“签到”页核验身份、检查违禁物品后签到。</p>}
      {may('check-identity') && (
        <button type="button" onClick={() => desk.order({ type: 'check-identity', seats: [id] })}>
          已核对本人、准考证和照片
        </button>
      )}
      {may('restore') && (
        <button type="button" className="primary" onClick={() => desk.order({ type: 'restore', seat: id })}>
          恢复作答
        </button>
      )}
      {may('issue-move-code') && (
        <ReasonForm
          word="换机"
          hint="换机原因"
          act={(reason) => desk.order({ type: 'issue-move-code', seat: id, reason })}
        />
      )}
      {may('interrupt') && (
        <ReasonForm
          word="登记设备故障"
          hint="故障情况"
          act={(reason) => desk.order({ type: 'interrupt', seat: id, cause: 'equipment', reason })}
        />
      )}
      {may('extend') && seat.openLossMinutes > 0 && (
        <ExtendForm key={seat.openLossMinutes} desk={desk} seat={seat} />
      )}
      <Sanctions desk={desk} seat={seat} />
    </div>
  )
}

/** A seat's person, history and orders. */
export const SeatPanel = ({
  desk,
  seat,
  close,
}: {
  readonly desk: Desk
  readonly seat: SeatView
  readonly close: () => void
}) => {
  const lines = useTimeline(desk, seat)
  return (
    <section className="panel stack" aria-label={`${seat.seat} 号座位`}>
      <div className="row spread">
        <h2>
          {seat.seat} 号 {seat.name}
        </h2>
        <button type="button" onClick={close}>
          返回考场
        </button>
      </div>
      <CandidatePhoto desk={desk} seat={seat} />
      <p className="soft tabular">
        {seat.maskedNumber}
        <br />
        准考证号 {seat.ticketNumber}
      </p>
      <p>
        {seatWords[seat.status].sign} {seatWords[seat.status].word}
        {seat.entered && (seat.online ? '，考试机已连接' : '，考试机未连接')}
        {seat.lastSavedAt && `，最近保存 ${hourMinuteSecond(seat.lastSavedAt)}`}
      </p>
      <Actions desk={desk} seat={seat} />
      <h3>经过</h3>
      {lines.length === 0 && <p className="soft">还没有记录。</p>}
      <ScrollBox label="经过" className="history">
        <ol className="timeline">
          {lines.map(({ at, sentence }) => (
            <li key={at + sentence}>
              <time className="tabular">{hourMinuteSecond(at)}</time>
              <span>{sentence}</span>
            </li>
          ))}
        </ol>
      </ScrollBox>
    </section>
  )
}
