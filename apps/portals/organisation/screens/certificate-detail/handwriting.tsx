import { Table } from 'antd'
import type * as certificate from '#modules/certificate/contract.ts'
import type { BatchDetail } from '../../../certificates/batch-parts.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { certificateRefusals } from '../../../refusals/certificate.ts'

/** Names that were left blank; the tick says that they were written by hand and sealed, by whom and when. */
export const Handwriting = ({ detail }: { readonly detail: BatchDetail }) => {
  const mark = useCommand<typeof certificate.markHandwritten>('certificate.markHandwritten')
  return (
    <>
      <Trouble of={mark} book={certificateRefusals} />
      <Table
        size="small"
        rowKey="certificateId"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={detail.handwriting}
        columns={[
          { title: '证书编号', dataIndex: 'number' },
          { title: '姓名（须完整补写）', dataIndex: 'name' },
          { title: '无法打印的字', dataIndex: 'unprintable' },
          {
            title: '补写',
            key: 'done',
            render: (_, row) =>
              row.handwritingDoneAt ? (
                <StatusTag tone="done">
                  已补写并加盖公章　{row.handwritingDoneBy}　<Instant at={row.handwritingDoneAt} />
                </StatusTag>
              ) : (
                <Button
                  kind="plain"
                  busy={mark.pending}
                  disabled={row.state === 'approved'}
                  onClick={() => mark.run({ certificateId: row.certificateId, version: row.version })}
                >
                  已补写并加盖公章
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}
