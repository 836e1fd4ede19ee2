import { Table } from 'antd'
import { useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Input, Radio } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'

type Row = ReplyOf<typeof enrolment.unverifiedCertificates>['rows'][number]

const results = ['一致', '不一致', '查无此证'] as const
type Result = (typeof results)[number]

const columns = [
  { title: '姓名', dataIndex: 'name', width: 110 },
  { title: '证件号码', dataIndex: 'documentMasked', width: 180 },
  { title: '原证书', width: 190, render: (_: unknown, row: Row) => `${row.type} ${row.level}` },
  { title: '证书编号', dataIndex: 'number' },
]

/** One result for everybody chosen; at first everybody whose certificate nobody has looked up. */
const Form = ({ rows, onDone }: { readonly rows: readonly Row[]; readonly onDone: () => void }) => {
  const verify = useCommand<typeof enrolment.verifyCertificates>('enrolment.verifyCertificates')
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    rows.map(({ applicationId }) => applicationId),
  )
  const [result, setResult] = useState<Result>('一致')
  const [source, setSource] = useState('技能人才评价证书全国联网查询系统')
  const [note, setNote] = useState('')
  const save = async () => {
    const outcome = await verify.run({ applicationIds: [...chosen], result, source, note })
    if (!outcome || outcome.refused) return
    say(`已登记 ${outcome.value.recorded} 人的查询结果`)
    onDone()
  }
  return (
    <div className="stack">
      <Table<Row>
        size="small"
        rowKey="applicationId"
        dataSource={[...rows]}
        columns={columns}
        pagination={{ pageSize: 8, showSizeChanger: false }}
        rowSelection={{
          selectedRowKeys: [...chosen],
          preserveSelectedRowKeys: true,
          onChange: (keys) => setChosen(keys.map(String)),
        }}
      />
      <Radio
        label="查询结果"
        value={result}
        onPick={setResult}
        choices={results.map((value) => ({ value, label: value }))}
      />
      <Input label="查询网站" value={source} onText={setSource} required />
      <Input label="说明" value={note} onText={setNote} />
      <Trouble of={verify} book={enrolmentRefusals} />
      <p>
        <Button busy={verify.pending} disabled={chosen.length === 0} onClick={save}>
          登记所选 {chosen.length} 人
        </Button>
      </p>
    </div>
  )
}

/** SDS-3.3-06: looked up one by one on the national site, registered together. */
export const CertificateBulk = ({ batchId }: { readonly batchId: string }) => {
  const waiting = useQuery<typeof enrolment.unverifiedCertificates>('enrolment.unverifiedCertificates', {
    batchId,
  })
  const [open, setOpen] = useState(false)
  const count = waiting.value?.rows.length ?? 0
  if (count === 0 && !open) return null
  return (
    <>
      <Button kind="link" onClick={() => setOpen(true)}>
        登记证书查询结果（{count} 人待查）
      </Button>
      <Dialog title="登记原证书网上查询结果" open={open} onClose={() => setOpen(false)}>
        <p>
          请逐一在查询网站核对，结果相同的一并登记。 <ClauseChips ids={['SDS-3.3-06']} />
        </p>
        <Loaded of={waiting}>
          {({ rows }) => <Form key={rows.length} rows={rows} onDone={() => setOpen(false)} />}
        </Loaded>
      </Dialog>
    </>
  )
}
