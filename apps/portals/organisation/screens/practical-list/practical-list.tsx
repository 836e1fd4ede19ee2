import { Select as Choose, Form, type TableColumnsType } from 'antd'
import { type ChangeEvent, useState } from 'react'
import { Link } from 'react-router'
import type * as practical from '#modules/itembank/practical/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ListScreen, useListFilters } from '../../../desk/list-screen.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { base64Of } from '../../../kit/handed-file.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { useSession } from '../../../kit/session.ts'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { useFitFile } from '../carried-file.ts'
import { practicalTone, stateChoices } from '../practical-states.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

type Row = ReplyOf<typeof practical.practicalList>['rows'][number]
type Imported = ReplyOf<typeof practical.importPractical>

const columns: TableColumnsType<Row> = [
  { title: '编号', dataIndex: 'paperNo' },
  { title: '试卷', dataIndex: 'title' },
  { title: '版次', dataIndex: 'edition', render: (edition: number) => `第${edition}版` },
  { title: '职业等级', render: (_, { occupationName, levelName }) => `${occupationName} ${levelName}` },
  {
    title: '状态',
    dataIndex: 'stateName',
    render: (name: string, { state }) => <StatusTag tone={practicalTone(state)}>{name}</StatusTag>,
  },
  { title: '模块', dataIndex: 'modules', align: 'right' },
  { title: '总分', dataIndex: 'totalScore', align: 'right' },
  { title: '时间（分钟）', dataIndex: 'totalMinutes', align: 'right' },
  { title: '待改正', dataIndex: 'problems', align: 'right' },
  { title: '编制人', dataIndex: 'authorNames' },
]

const words: { readonly [W in Imported['written']]: string } = {
  new: '已导入为新试卷（草稿）。',
  draft: '已写入原有的草稿。',
  successor: '原有的版次已审核或使用过，不再改动；已导入为新的一版（草稿）。',
  same: '与题库中的相同，没有改动。',
}

const Report = ({ of }: { readonly of: Imported }) => (
  <div className="stack">
    <p>
      {words[of.written]}第{of.edition}版。<Link to={`/practicals/${of.practicalId}`}>查看试卷</Link>
    </p>
    {of.problems.length > 0 && (
      <>
        <p>有 {of.problems.length} 处须改正后才能审核：</p>
        <ul className="practical-problems">
          {of.problems.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </>
    )}
    {of.unheld.length > 0 && <p>文件中下列内容未导入：{of.unheld.join('、')}。</p>}
  </div>
)

const ImportForm = () => {
  const load = useCommand<typeof practical.importPractical>('itembank.importPractical')
  const fit = useFitFile()
  const [done, setDone] = useState<Imported | null>(null)
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    if (!file || !fit.fits(file)) return
    const outcome = await load.run({ file: await base64Of(file) })
    setDone(outcome && !outcome.refused ? outcome.value : null)
    target.value = ''
  }
  return (
    <div className="stack">
      <p>
        选择操作技能试卷的工作簿（.xlsx，含考核概况、准备通知单、试卷正文、评分记录表、一票否决项）或数据文件（.json）。
      </p>
      <label className="field">
        <span>试卷文件</span>
        <input type="file" accept=".json,.xlsx" onChange={choose} disabled={load.pending} />
      </label>
      {load.pending && <p className="quiet">正在读取…</p>}
      {done && <Report of={done} />}
      <Trouble of={fit.trouble} />
      <Trouble of={load} book={itembankRefusals} />
    </div>
  )
}

const Practicals = () => {
  const filtering = useListFilters()
  const { page, pageSize, fields } = filtering.filters
  const rows = useQuery<typeof practical.practicalList>(
    'itembank.practicals',
    { page, pageSize, ...fields },
    { keep: true },
  )
  const [open, setOpen] = useState(false)
  const { session } = useSession()
  const close = () => {
    setOpen(false)
    rows.again()
  }
  return (
    <>
      <ListScreen
        title="操作技能试卷"
        lead="准备通知单、试卷和评分记录表合为一份；由另一人审核后启用，启用后不再改动，只能另编新版。"
        filtering={filtering}
        rows={rows}
        rowKey={(row) => row.practicalId}
        columns={columns}
        query={
          <Form.Item name="state" label="状态">
            <Choose allowClear style={{ minWidth: 130 }} options={[...stateChoices]} />
          </Form.Item>
        }
        toolbar={
          session?.actor?.roles.includes('org-itembank') && (
            <Button onClick={() => setOpen(true)}>导入</Button>
          )
        }
        actions={(row) => <Link to={`/practicals/${row.practicalId}`}>查看</Link>}
      />
      <Dialog title="导入操作技能试卷" open={open} onClose={close}>
        <ImportForm />
      </Dialog>
    </>
  )
}

export default function PracticalList() {
  return (
    <UndertakingGate>
      <Practicals />
    </UndertakingGate>
  )
}
