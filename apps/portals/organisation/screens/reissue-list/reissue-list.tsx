import { useState } from 'react'
import type * as certificate from '#modules/certificate/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { useSession } from '../../../kit/session.ts'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { certificateRefusals } from '../../../refusals/certificate.ts'

type Row = ReplyOf<typeof certificate.reissueList>['rows'][number]
type Deciding = { readonly row: Row; readonly approve: boolean }

const tones = { submitted: 'todo', approved: 'running', refused: 'refused', issued: 'done' } as const

const DecideForm = ({ row, approve, onDone }: Deciding & { readonly onDone: () => void }) => {
  const [note, setNote] = useState('')
  const decide = useCommand<typeof certificate.decideReissue>('certificate.decideReissue')
  const run = async () => {
    const outcome = await decide.run({ requestId: row.requestId, version: row.version, approve, note })
    if (!outcome || outcome.refused) return
    say(approve ? '已同意补办' : '已作出不予补办的决定')
    onDone()
  }
  return (
    <div className="stack">
      <p>
        {row.name}　{row.number}。申请原因：{row.reason}
      </p>
      <TextArea
        label="办理意见（申请人可见）"
        value={note}
        onText={setNote}
        minLength={4}
        maxLength={500}
        required
      />
      <Trouble of={decide} book={certificateRefusals} />
      <Button busy={decide.pending} disabled={note.trim().length < 4} onClick={run}>
        {approve ? '同意补办' : '不予补办'}
      </Button>
    </div>
  )
}

const Materials = ({ row, organisationId }: { readonly row: Row; readonly organisationId: string }) =>
  row.materials.map(({ fileId, name }) => (
    <a
      key={fileId}
      className="button link"
      href={`${fileAddress({ organisationId, fileId })}?inline=yes`}
      target="_blank"
      rel="noopener"
    >
      {name}
    </a>
  ))

export default function ReissueList() {
  const filtering = useListFilters()
  const { page, pageSize } = filtering.filters
  const rows = useQuery<typeof certificate.reissueList>(
    'certificate.reissueList',
    { page, pageSize },
    { keep: true },
  )
  const issue = useCommand<typeof certificate.issueReissue>('certificate.issueReissue')
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const organisationId = useSession().session?.actor?.organisationId ?? ''
  const take = async (row: Row, action: string) => {
    if (action !== 'issue') return setDeciding({ row, approve: action === 'approve' })
    const outcome = await issue.run({ requestId: row.requestId, version: row.version })
    if (outcome && !outcome.refused) say(`已按原编号补发，第 ${outcome.value.printCount} 次打印`)
  }
  return (
    <>
      <ListScreen
        title="补办申请"
        lead="只受理本机构颁发的证书；补办沿用原编号。"
        filtering={filtering}
        rows={rows}
        rowKey={({ requestId }) => requestId}
        trouble={<Trouble of={issue} book={certificateRefusals} />}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '证书编号', dataIndex: 'number' },
          { title: '申请时间', key: 'at', render: (_, { submittedAt }) => <Instant at={submittedAt} /> },
          { title: '原因', dataIndex: 'reason' },
          {
            title: '材料',
            key: 'materials',
            render: (_, row) => <Materials row={row} organisationId={organisationId} />,
          },
          {
            title: '状态',
            key: 'state',
            render: (_, { state, stateTitle }) => (
              <StatusTag tone={tones[state as keyof typeof tones] ?? 'idle'}>{stateTitle}</StatusTag>
            ),
          },
          { title: '办理意见', key: 'note', render: (_, { note }) => note ?? '——' },
        ]}
        actions={(row) =>
          row.availableActions.map(({ action, title }) => (
            <Button key={action} kind="link" busy={issue.pending} onClick={() => take(row, action)}>
              {title}
            </Button>
          ))
        }
      />
      <Dialog title="办理补办申请" open={deciding !== null} onClose={() => setDeciding(null)}>
        {deciding && <DecideForm {...deciding} onDone={() => setDeciding(null)} />}
      </Dialog>
    </>
  )
}
