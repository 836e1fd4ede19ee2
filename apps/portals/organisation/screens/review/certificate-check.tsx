import { useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Input, Radio } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import type { Detail } from './material.tsx'

const results = ['一致', '不一致', '查无此证'] as const

/** What the online query of the earlier certificate said, and who asked (SDS-3.3-06). */
export const CertificateCheck = ({ of }: { readonly of: Detail }) => {
  const verify = useCommand<typeof enrolment.verifyCertificates>('enrolment.verifyCertificates')
  const [result, setResult] = useState<(typeof results)[number] | null>(null)
  const [source, setSource] = useState('技能人才评价证书全国联网查询系统')
  const [note, setNote] = useState('')
  if (!of.priorCertificate || of.priorCertificate.type === '其他证书') return null
  const open = ['submitted', 'further-check', 'returned'].includes(of.state)
  return (
    <section className="panel stack">
      <h2>
        原证书网上查询 <ClauseChips ids={['SDS-3.3-06']} />
      </h2>
      <p>
        {of.priorCertificate.type} {of.priorCertificate.level} {of.priorCertificate.number}
      </p>
      {of.certificateCheck && (
        <p role="status">
          查询结果：{of.certificateCheck.result}（{of.certificateCheck.source}，{of.certificateCheck.checker}
          ，
          <Instant at={of.certificateCheck.at} />）
        </p>
      )}
      {open && (
        <>
          <Radio
            label="查询结果"
            value={result}
            onPick={setResult}
            choices={results.map((value) => ({ value, label: value }))}
          />
          <Input label="查询网站" value={source} onText={setSource} />
          <Input label="说明" value={note} onText={setNote} />
          <Trouble of={verify} book={enrolmentRefusals} />
          <Button
            kind="plain"
            busy={verify.pending}
            disabled={result === null}
            onClick={() => result && verify.run({ applicationIds: [of.applicationId], result, source, note })}
          >
            登记查询结果
          </Button>
        </>
      )}
    </section>
  )
}
