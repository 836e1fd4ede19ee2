import { Form, Input, Select } from 'antd'
import { Link } from 'react-router'
import type { filingList } from '#modules/filing/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { FilingTag } from '../../../desk/scope-table.tsx'
import { ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'

const states = [
  { value: 'filed', label: '已备案' },
  { value: 'suspended', label: '已暂停' },
  { value: 'expired', label: '已到期' },
  { value: 'withdrawn', label: '已撤销' },
  { value: 'none', label: '未备案' },
]

const FilingList = () => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const { name, state } = fields
  const rows = useQuery<typeof filingList>(
    'filing.list',
    { page, pageSize, ...(name && { name }), ...(state && { state }) },
    { keep: true },
  )
  return (
    <ListScreen
      title="备案管理"
      lead="机构由所在市管理；没有有效备案的机构不能编制计划、组织报名或发放证书。"
      filtering={filtering}
      rows={rows}
      rowKey={(row) => row.organisationId}
      columns={[
        { title: '机构名称', dataIndex: 'name' },
        { title: '机构编码', render: (_, row) => row.code ?? '——' },
        { title: '类型', dataIndex: 'typeName' },
        { title: '所在市', dataIndex: 'cityName' },
        { title: '状态', render: (_, row) => <FilingTag {...row} /> },
        { title: '备案日期', render: (_, row) => (row.filedOn ? dayText(row.filedOn) : '——') },
        {
          title: '有效至',
          render: (_, row) => (row.validUntil ? dayText(row.validUntil) : row.filedOn ? '长期' : '——'),
        },
        { title: '有效范围', render: (_, row) => `${row.scopeLines} 项` },
      ]}
      query={
        <>
          <Form.Item name="name" label="机构名称">
            <Input allowClear />
          </Form.Item>
          <Form.Item name="state" label="状态">
            <Select allowClear options={states} style={{ minWidth: 120 }} />
          </Form.Item>
        </>
      }
      toolbar={<ButtonLink to="/filings/new">登记备案</ButtonLink>}
      actions={(row) =>
        row.state === 'none' || row.state === 'withdrawn' ? (
          <Link to={`/filings/new?organisation=${row.organisationId}`}>登记备案</Link>
        ) : (
          <Link to={`/filings/${row.organisationId}`}>查看</Link>
        )
      }
    />
  )
}

export default FilingList
