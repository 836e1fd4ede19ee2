import { Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { siteList } from '#modules/site/contract.ts'
import { useQuery } from '../kit/client.ts'
import { ListScreen, useListFilters } from './list-screen.tsx'
import { siteColumns, siteStates } from './site-view.tsx'

/** The list of sites; whose they are is decided by the server. */
export const SiteListScreen = (props: {
  readonly title: string
  readonly lead: string
  /** Whether the column of organisations is shown. */
  readonly owners?: boolean
  readonly toolbar?: ReactNode
}) => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const { name, state } = fields
  const rows = useQuery<typeof siteList>(
    'site.list',
    { page, pageSize, ...(name && { name }), ...(state && { state }) },
    { keep: true },
  )
  return (
    <ListScreen
      title={props.title}
      lead={props.lead}
      filtering={filtering}
      rows={rows}
      rowKey={(row) => row.siteId}
      columns={
        props.owners ? [{ title: '机构', dataIndex: 'organisationName' }, ...siteColumns] : siteColumns
      }
      query={
        <>
          <Form.Item name="name" label="考点名称">
            <Input allowClear />
          </Form.Item>
          <Form.Item name="state" label="状态">
            <Select allowClear options={siteStates} style={{ minWidth: 120 }} />
          </Form.Item>
        </>
      }
      toolbar={props.toolbar}
      actions={(row) => <Link to={`/sites/${row.organisationId}/${row.siteId}`}>查看</Link>}
    />
  )
}
