import { type FormEvent, useState } from 'react'
import type * as certificate from '#modules/certificate/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { toneOf } from '../../../certificates/certificate-face.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { FactList } from '../../../kit/facts.tsx'
import { TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { DayText, Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { certificateRefusals } from '../../../refusals/certificate.ts'
import { contentOf, tooLarge } from './material.ts'

type Mine = ReplyOf<typeof certificate.myCertificates>['certificates'][number]

const requestTones = { submitted: 'todo', approved: 'running', refused: 'refused', issued: 'done' } as const

const ReissueForm = ({ of, onDone }: { readonly of: Mine; readonly onDone: () => void }) => {
  const [reason, setReason] = useState('')
  const [files, setFiles] = useState<readonly File[]>([])
  const [problem, setProblem] = useState<string>()
  const apply = useCommand<typeof certificate.applyReissue>('certificate.applyReissue')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const contents = await Promise.all(files.map(contentOf))
    const bad = contents.indexOf(null)
    if (bad >= 0) return setProblem(`“${files[bad]!.name}”${tooLarge}`)
    setProblem(undefined)
    const materials = files.map(({ name }, at) => ({ kind: '证明材料', name, content: contents[at]! }))
    const outcome = await apply.run({ certificateId: of.certificateId, reason, materials })
    if (!outcome || outcome.refused) return
    say('补办申请已提交')
    onDone()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        证书 {of.number}，由{of.issuerName}受理。补办的证书沿用原编号。
      </p>
      <TextArea label="补办原因" value={reason} onText={setReason} minLength={4} maxLength={500} required />
      <label className="field">
        <span>证明材料（身份证件等，最多 3 份）</span>
        <input
          type="file"
          accept="image/jpeg,image/png,application/pdf"
          multiple
          onChange={({ target }) => setFiles([...(target.files ?? [])].slice(0, 3))}
        />
      </label>
      {problem && <p className="field-error">{problem}</p>}
      <Trouble of={apply} book={certificateRefusals} />
      <Button type="submit" busy={apply.pending}>
        提交申请
      </Button>
    </form>
  )
}

const Card = ({ of, onApply }: { readonly of: Mine; readonly onApply: () => void }) => (
  <article className="panel stack">
    <header className="row">
      <h2>
        {of.occupationName} {of.levelName}
      </h2>
      <StatusTag tone={toneOf(of.state)}>{of.stateTitle}</StatusTag>
    </header>
    <FactList
      facts={[
        { label: '证书编号', value: of.number },
        { label: '工种/职业方向', value: of.trade || '——' },
        { label: '发证机构', value: of.issuerName },
        { label: '发证日期', value: of.issuedOn && <DayText on={of.issuedOn} /> },
      ]}
    />
    {of.requests.map((request) => (
      <p key={request.requestId}>
        <StatusTag tone={requestTones[request.state as keyof typeof requestTones] ?? 'idle'}>
          {request.stateTitle}
        </StatusTag>{' '}
        补办申请 <Instant at={request.submittedAt} />
        {request.note && `，办理意见：${request.note}`}
      </p>
    ))}
    <p className="row">
      {of.fileId && of.state !== 'revoked' && (
        <a
          className="button main"
          href={fileAddress({ organisationId: of.organisationId, fileId: of.fileId })}
          download={`职业技能等级证书-${of.number}.pdf`}
        >
          下载证书
        </a>
      )}
      {of.canApply && (
        <Button kind="plain" onClick={onApply}>
          申请补办
        </Button>
      )}
    </p>
  </article>
)

export default function MyCertificates() {
  const mine = useQuery<typeof certificate.myCertificates>('certificate.mine', {})
  const [applying, setApplying] = useState<Mine | null>(null)
  const close = () => setApplying(null)
  return (
    <>
      <h1>我的证书</h1>
      <Loaded of={mine}>
        {({ certificates }) =>
          certificates.length === 0 ? (
            <EmptyState title="还没有证书">
              <p className="quiet">认定合格并由机构发证后，证书会出现在这里。</p>
            </EmptyState>
          ) : (
            certificates.map((each) => (
              <Card key={each.certificateId} of={each} onApply={() => setApplying(each)} />
            ))
          )
        }
      </Loaded>
      <Dialog title="申请补办证书" open={applying !== null} onClose={close}>
        {applying && <ReissueForm of={applying} onDone={close} />}
      </Dialog>
    </>
  )
}
