import { DatePicker, Form } from 'antd'
import { Link } from 'react-router'
import type * as delivery from '#modules/delivery/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { sittingColumns } from '../../../exams/sitting-columns.tsx'
import { invigilatorPage } from '../../../exams/words.ts'
import { useQuery } from '../../../kit/client.ts'
import { DayText } from '../../../kit/moment.tsx'

/** SDS-4.4-28: all rooms of the day, brought up to date every few seconds. */
export default function Today() {
  const filtering = useListFilters({ pageSize: 100 })
  const { day } = filtering.filters.fields
  const rows = useQuery<typeof delivery.sittingList>('delivery.sittings', day === undefined ? {} : { day }, {
    keep: true,
    every: 5000,
  })
  return (
    <ListScreen
      title="今日考场"
      lead={rows.value && <DayText on={rows.value.day} />}
      filtering={filtering}
      rows={rows}
      rowKey={({ sittingId }) => sittingId}
      columns={sittingColumns}
      query={
        <Form.Item
          name="day"
          label="日期"
          getValueFromEvent={(_, text: string) => text}
          getValueProps={() => ({})}
        >
          <DatePicker />
        </Form.Item>
      }
      toolbar={
        <a className="button plain" href={invigilatorPage} target="_blank" rel="noreferrer">
          打开监考台
        </a>
      }
      actions={({ sittingId, batchId, sessionId, availableActions }) => (
        <span className="row">
          <Link to={`/sittings/${sittingId}`}>考场情况</Link>
          <Link to={`/checks/${batchId}/${sessionId}`}>考前检查</Link>
          {availableActions.some(({ action }) => action === 'delivery.passcodeSheet') && (
            <Link to={`/passcodes/${sittingId}`}>口令单</Link>
          )}
        </span>
      )}
    />
  )
}
