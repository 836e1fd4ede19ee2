import { CheckTable } from '../check-table.tsx'
import { dateInWords, hourMinute } from '../clock-face.ts'
import { sittingWords } from '../invigilator/seat-words.ts'
import type { OperatorSitting } from '../program/operator.port.ts'
import { CheckForm } from './check-form.tsx'

/** One sitting from its package to its result. */
export const SittingCard = ({
  sitting,
  changed,
}: {
  readonly sitting: OperatorSitting
  readonly changed: () => void
}) => {
  const { sittingId, title, site, roomName, plannedStart, plannedEnd, status, machines, check } = sitting
  const isBefore = status === 'sealed-package-present' && sitting.isServed
  const isSealed = status === 'sealed' || status === 'uploaded'
  return (
    <article className="panel stack" aria-label={`${roomName} ${title}`}>
      <header className="row spread">
        <h3>
          {site} {roomName}
        </h3>
        <span className="badge">{sittingWords[status]}</span>
      </header>
      <p>
        {title}
        <br />
        <span className="soft tabular">
          {dateInWords(plannedStart)} {hourMinute(plannedStart)}–{hourMinute(plannedEnd)}
        </span>
      </p>
      {!sitting.isServed && (
        <p className="soft">本机为备机。主机故障时，请考点负责人在本机监考台下令接管。</p>
      )}
      <p className="tabular">
        考试机在线 <strong>{`${machines.reachable}/${machines.expected}`}</strong>
      </p>
      {check && <CheckTable check={check} />}
      {isBefore && (
        <details open={check === null}>
          <summary>{check ? '重新自检' : '考前自检'}</summary>
          <CheckForm sitting={sitting} changed={changed} />
        </details>
      )}
      {isSealed && (
        <div className="row">
          <a className="button primary" href={`/room/op/results/${sittingId}`} download>
            导出答卷包
          </a>
          <span className="soft">
            {status === 'uploaded'
              ? '中心已接收，无需再送。'
              : '联网后自动上报；无法联网的，导出到 U 盘送交机构。'}
          </span>
        </div>
      )}
    </article>
  )
}
