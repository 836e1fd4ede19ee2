import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { ClauseChips } from '../kit/clause.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { DetailScreen } from './detail-screen.tsx'
import { type RoomView, roomTitle } from './room-view.tsx'
import { PointList, placeText } from './site-view.tsx'

const centimetres = (gap: number | null) => (gap === null ? '未登记' : `${gap} 厘米`)

const roomFacts = (room: RoomView) => [
  { label: '考点', value: <Link to={`/sites/${room.organisationId}/${room.siteId}`}>{room.siteName}</Link> },
  { label: '类型', value: room.kindWord, clauses: ['SDS-4.1-08'] },
  { label: '位置', value: placeText(room), clauses: ['SDS-A3-15'] },
  ...(room.kind === 'theory'
    ? [
        { label: '前后间距', value: centimetres(room.frontGapCm), clauses: ['SDS-4.1-11'] },
        { label: '左右间距', value: centimetres(room.sideGapCm) },
      ]
    : []),
  ...(room.kind === 'practical'
    ? [
        { label: '设备检定有效期至', value: room.calibratedUntil ?? '未登记', clauses: ['SDS-4.1-13'] },
        { label: '适用职业', value: room.occupationCodes.join('、') },
        { label: '适用模块', value: room.practicalModules.join('、') },
      ]
    : []),
  ...Object.entries(room.equipment).map(([label, value]) => ({ label, value })),
]

/** A room with its map, points and what keeps it from being used; `actions` are the caller's. */
export const RoomScreen = (props: {
  readonly room: RoomView
  readonly map: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
}) => {
  const { room } = props
  return (
    <DetailScreen
      title={roomTitle(room)}
      status={
        room.faults.length === 0 ? (
          <StatusTag tone="done">可用</StatusTag>
        ) : (
          <StatusTag tone="refused">不能使用</StatusTag>
        )
      }
      actions={props.actions}
      facts={roomFacts(room)}
    >
      {room.faults.map(({ reason, clauses }) => (
        <p key={reason} className="standing row">
          {reason} <ClauseChips ids={clauses} />
        </p>
      ))}
      {props.map}
      <section className="panel">
        <h2>考场检查项</h2>
        <PointList points={room.points} />
      </section>
      {props.children}
    </DetailScreen>
  )
}
