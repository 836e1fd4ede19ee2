import { Table, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import type { siteDetail, siteList } from '#modules/site/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ClauseChips } from '../kit/clause.tsx'
import { FactList } from '../kit/facts.tsx'
import { Icon } from '../kit/icons.tsx'
import { StatusTag, type Tone } from '../kit/status-tag.tsx'

export type SiteView = ReplyOf<typeof siteDetail>
export type SiteLine = ReplyOf<typeof siteList>['rows'][number]
type RoomLine = SiteView['rooms'][number]

const tones: { readonly [state: string]: Tone } = {
  draft: 'idle',
  submitted: 'todo',
  returned: 'refused',
  confirmed: 'done',
  suspended: 'refused',
  revoked: 'refused',
}

export const SiteTag = ({ state, stateWord }: Pick<SiteView, 'state' | 'stateWord'>) => (
  <StatusTag tone={tones[state] ?? 'idle'}>{stateWord}</StatusTag>
)

export const siteStates = [
  { value: 'draft', label: '草稿' },
  { value: 'submitted', label: '待确认' },
  { value: 'returned', label: '已退回' },
  { value: 'confirmed', label: '已确认' },
  { value: 'suspended', label: '已暂停' },
  { value: 'revoked', label: '已取消资格' },
]

/** Columns of the list of sites, on both sides. */
export const siteColumns: TableColumnsType<SiteLine> = [
  { title: '考点编号', dataIndex: 'code' },
  { title: '考点', dataIndex: 'name' },
  { title: '所在市', dataIndex: 'cityName' },
  { title: '地址', dataIndex: 'address' },
  { title: '状态', render: (_, row) => <SiteTag {...row} /> },
  { title: '理论考场', render: (_, row) => `${row.theoryRooms} 间 ${row.theorySeats} 座可用` },
  { title: '技能考场', render: (_, row) => `${row.workshops} 间 ${row.stations} 工位可用` },
  { title: '评审室', render: (_, row) => `${row.reviewRooms} 间` },
  { title: '不能使用', render: (_, row) => (row.faultyRooms ? `${row.faultyRooms} 间` : '无') },
  { title: '设施缺项', render: (_, row) => row.missing.join('、') || '无' },
]

export const placeText = ({
  building,
  floor,
  doorNumber,
}: Pick<RoomLine, 'building' | 'floor' | 'doorNumber'>) =>
  building && floor && doorNumber ? `${building} ${floor}层 ${doorNumber}室` : '未填写'

const Standing = ({ faults }: Pick<RoomLine, 'faults'>) =>
  faults.length === 0 ? (
    <StatusTag tone="done">可用</StatusTag>
  ) : (
    <span className="stack">
      {faults.map(({ reason, clauses }) => (
        <span key={reason} className="row">
          <StatusTag tone="refused">不能使用</StatusTag> {reason} <ClauseChips ids={clauses} />
        </span>
      ))}
    </span>
  )

const roomColumns = (site: SiteView): TableColumnsType<RoomLine> => [
  {
    title: '考场编号',
    render: (_, { roomId, code }) => <Link to={`/rooms/${site.organisationId}/${roomId}`}>{code}</Link>,
  },
  { title: '类型', dataIndex: 'kindWord' },
  { title: '名称', dataIndex: 'name' },
  { title: '位置', render: (_, room) => placeText(room) },
  { title: '座位（工位）', render: (_, { seats, usableSeats }) => `${usableSeats} / ${seats}` },
  { title: '适用职业', render: (_, { occupationCodes }) => occupationCodes.join('、') || '——' },
  { title: '模块', render: (_, { practicalModules }) => practicalModules.join('、') || '——' },
  { title: '当日状况', render: (_, room) => <Standing {...room} /> },
]

export const RoomTable = ({ site }: { readonly site: SiteView }) => (
  <Table<RoomLine>
    size="small"
    rowKey="roomId"
    columns={roomColumns(site)}
    dataSource={[...site.rooms]}
    pagination={false}
    scroll={{ x: 'max-content' }}
  />
)

export const PointList = ({ points }: { readonly points: SiteView['checklist'] }) => (
  <ul className="stack">
    {points.map(({ item, present, clauses }) => (
      <li key={item} className="row">
        <Icon name={present ? 'check' : 'cross'} size={16} /> {item}：{present ? '有' : '缺少'}
        {!present && <ClauseChips ids={clauses} />}
      </li>
    ))}
  </ul>
)

/** The facility checklist: what is asked for with what is missing, then everything else as it was written. */
export const SiteChecklist = ({ site }: { readonly site: SiteView }) => (
  <section className="stack">
    <PointList points={site.checklist} />
    {site.warnings.map(({ reason, clauses }) => (
      <p key={reason} className="row">
        <Icon name="warning" size={16} /> {reason} <ClauseChips ids={clauses} />
      </p>
    ))}
    <FactList
      facts={Object.entries({ ...site.details, ...site.otherItems }).map(([label, value]) => ({
        label,
        value,
      }))}
    />
  </section>
)

/** Where a site stands, in one sentence. */
export const missingSentence = (site: SiteView): string => {
  const missing = site.checklist.filter(({ present }) => !present).map(({ item }) => item)
  return missing.length === 0 ? '设施设备检查项齐全。' : `尚缺：${missing.join('、')}。`
}

export const siteFacts = (site: SiteView) => [
  { label: '所属机构', value: site.organisationName },
  { label: '所在市', value: `${site.cityName}（由所在市审核确认）`, clauses: ['SDS-4.1-01'] },
  { label: '地址', value: site.address },
  { label: '考点负责人', value: `${site.headName} ${site.headPhone}` },
  { label: '设施检查', value: site.checkedOn ? `${site.checkedOn} ${site.checkedBy}` : '未检查' },
  ...(site.decisionNote ? [{ label: '审核意见', value: site.decisionNote }] : []),
]

/** Rooms and checklist as tabs, the same for the organisation and for its city. */
export const siteTabs = (site: SiteView) => [
  {
    key: 'rooms',
    title: '考场',
    standing: `共 ${site.rooms.length} 间，其中 ${site.rooms.filter(({ faults }) => faults.length > 0).length} 间当日不能使用。`,
    content: <RoomTable site={site} />,
  },
  {
    key: 'checklist',
    title: '设施设备',
    standing: missingSentence(site),
    content: <SiteChecklist site={site} />,
  },
]
