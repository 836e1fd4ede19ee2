import { Table } from 'antd'
import { useState } from 'react'
import type * as certificate from '#modules/certificate/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { BatchDetail } from '../../../certificates/batch-parts.tsx'
import { ReportTable } from '../../../certificates/report-table.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { DocumentCard } from '../../../kit/document-card.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { certificateRefusals } from '../../../refusals/certificate.ts'

type Checked = ReplyOf<typeof certificate.checkReport>
type Register = ReplyOf<typeof certificate.printRegister>

const CheckResult = ({ checked }: { readonly checked: Checked }) =>
  checked.problems.length === 0 ? (
    <p>
      <StatusTag tone="done">核验通过</StatusTag> {checked.rowCount} 行数据可以报送。
    </p>
  ) : (
    <>
      <p>
        <StatusTag tone="refused">核验不通过</StatusTag> 有 {checked.problems.length}{' '}
        处问题，改正之前不能报送。
        {checked.errorFile && (
          <a className="button link" href={fileAddress(checked.errorFile)} download>
            下载错误清单
          </a>
        )}
      </p>
      <Table
        size="small"
        pagination={false}
        rowKey={({ row, check }) => `${row}${check}`}
        dataSource={checked.problems}
        columns={[
          { title: '行号', dataIndex: 'row' },
          { title: '姓名', dataIndex: 'name' },
          { title: '问题', dataIndex: 'sentence' },
        ]}
      />
    </>
  )

const RegisterCard = ({
  detail,
  register,
}: {
  readonly detail: BatchDetail
  readonly register: Register
}) => (
  <DocumentCard
    title="发证名册"
    version={detail.batchName}
    state="generated"
    files={[
      { ...register.pdf, name: `发证名册 ${detail.batchName}.pdf`, format: 'PDF' },
      { ...register.workbook, name: `发证名册 ${detail.batchName}.xlsx`, format: 'XLSX' },
    ]}
  />
)

/** The issue register; the data checked first, then reported; every edition with what became of it. */
export const Reporting = ({ detail }: { readonly detail: BatchDetail }) => {
  const [checked, setChecked] = useState<Checked | null>(null)
  const [register, setRegister] = useState<Register | null>(null)
  const check = useCommand<typeof certificate.checkReport>('certificate.checkReport')
  const report = useCommand<typeof certificate.reportCertificates>('certificate.report')
  const print = useCommand<typeof certificate.printRegister>('certificate.printRegister')
  const certificateBatchId = detail.certificateBatchId ?? ''
  const mayReport = detail.reports[0] === undefined || detail.reports[0].state === 'returned'
  const runCheck = async () => {
    const outcome = await check.run({ certificateBatchId })
    if (outcome && !outcome.refused) setChecked(outcome.value)
  }
  const runReport = async () => {
    const outcome = await report.run({ certificateBatchId, version: detail.version ?? 0 })
    if (outcome && !outcome.refused) say('证书数据已报送')
  }
  const runPrint = async () => {
    const outcome = await print.run({ certificateBatchId })
    if (outcome && !outcome.refused) setRegister(outcome.value)
  }
  return (
    <>
      <p className="row">
        <Button kind="plain" busy={print.pending} onClick={runPrint}>
          生成发证名册
        </Button>
        <Button kind="plain" busy={check.pending} onClick={runCheck}>
          核验数据
        </Button>
        {mayReport && (
          <Button busy={report.pending} onClick={runReport}>
            {detail.reports.length > 0 ? '更正后重新报送' : '报送证书数据'}
          </Button>
        )}
      </p>
      {[print, check, report].map((of, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three fixed commands
        <Trouble key={at} of={of} book={certificateRefusals} />
      ))}
      {register && <RegisterCard detail={detail} register={register} />}
      {checked && <CheckResult checked={checked} />}
      <ReportTable detail={detail} />
    </>
  )
}
