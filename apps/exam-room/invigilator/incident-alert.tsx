import { incidentTitle } from '#modules/delivery/incident/core/incident-words.ts'
import { hourMinute } from '../clock-face.ts'
import type { IncidentDesk } from './incident-desk.ts'
import './incident.css'

/** HN-3.1.6-18: the call for the chief stands on every page until he has acknowledged it; so does a blocked exit. */
export const IncidentAlert = ({
  desk,
  isChief,
}: {
  readonly desk: IncidentDesk
  readonly isChief: boolean
}) => {
  const open = desk.view.incidents.filter(({ closed }) => closed === null)
  const called = open.filter(({ alertsChief, acknowledged }) => alertsChief && !acknowledged)
  const lock = open.find(({ locksExit }) => locksExit)
  return (
    <>
      {called.map(({ number, type, openedAt }) => (
        <div key={number} className="incident-alert" role="alert">
          <span>
            ▲ {hourMinute(openedAt)} 第 {number} 号突发事件：{incidentTitle(type, desk.view.book)}
            ，请主考立即到场或派人到场。
          </span>
          {isChief ? (
            <button type="button" onClick={() => desk.order({ act: 'acknowledge', incident: number })}>
              主考已收到
            </button>
          ) : (
            <span>等待主考确认</span>
          )}
        </div>
      ))}
      {lock && (
        <p className="incident-alert" role="alert">
          ▲ 第 {lock.number} 号突发事件办结前，任何人不得离开考场。
        </p>
      )}
    </>
  )
}
