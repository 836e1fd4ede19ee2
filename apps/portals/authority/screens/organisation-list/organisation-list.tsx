import { Input, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type * as party from '#modules/party/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'

type Organisation = ReplyOf<typeof party.organisationList>['organisations'][number]

const columns = [
  { title: '机构名称', dataIndex: 'name' },
  { title: '类型', dataIndex: 'typeName', width: 170 },
  { title: '所在市', dataIndex: 'cityName', width: 110 },
  { title: '联系人', dataIndex: 'contactPerson', width: 110 },
  { title: '联系电话', dataIndex: 'contactPhone', width: 140 },
  {
    title: '操作',
    width: 100,
    fixed: 'right' as const,
    render: (_: unknown, { organisationId, name }: Organisation) => (
      <Link to={`/filings/${organisationId}`}>
        备案<span className="unseen">{name}</span>
      </Link>
    ),
  },
]

/** 机构名录: the evaluation organisations within reach, hundreds in a province, so given whole. */
export default function OrganisationList() {
  const list = useQuery<typeof party.organisationList>('party.organisationList', {})
  const [name, setName] = useState('')
  return (
    <div className="stack">
      <header className="list-head">
        <h1>机构名录</h1>
        <Input
          placeholder="机构名称"
          aria-label="机构名称"
          allowClear
          value={name}
          onChange={({ target }) => setName(target.value)}
          style={{ maxWidth: 280 }}
        />
      </header>
      <Loaded of={list}>
        {({ organisations }) => {
          const found = organisations.filter((each) => each.name.includes(name.trim()))
          return (
            <>
              <p className="quiet">共 {found.length} 家</p>
              <Table<Organisation>
                size="small"
                rowKey="organisationId"
                dataSource={found}
                columns={columns}
                pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
                scroll={{ x: 900 }}
              />
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
