import { type FormEvent, useState } from 'react'
import type * as certificate from '#modules/certificate/contract.ts'
import type { Outcome } from '#platform/contract/contract.ts'
import { CertificateFace, toneOf } from '../../../certificates/certificate-face.tsx'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { createClient } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'
import { Input, Radio } from '../../../kit/fields.tsx'
import { RefusalCard } from '../../../kit/refusal-card.tsx'
import { ErrorState } from '../../../kit/states.tsx'
import { Fault } from '../../../kit/transport.ts'
import { certificateRefusals } from '../../../refusals/certificate.ts'

type Query = typeof certificate.publicQuery
type Way = 'document' | 'number'

const client = createClient()
const ways = [
  { value: 'document', label: '姓名和证件号码' },
  { value: 'number', label: '姓名和证书编号' },
] as const

/** Asked only when the button is pressed: what was typed stands in no address and is kept nowhere. */
const useAsk = () => {
  const [state, setState] = useState<{ outcome?: Outcome<Query>; fault?: Fault; busy: boolean }>({
    busy: false,
  })
  const ask = async (input: Parameters<typeof client.ask<Query>>[1]) => {
    setState({ busy: true })
    try {
      const outcome = await client.ask<Query>('certificate.publicQuery', input)
      setState({ busy: false, outcome })
    } catch (error) {
      setState({ busy: false, fault: error instanceof Fault ? error : new Fault(false, null) })
    }
  }
  return { ...state, ask }
}

const Answer = ({ outcome }: { readonly outcome: Outcome<Query> }) => {
  if (outcome.refused) return <RefusalCard refusal={outcome} book={certificateRefusals} />
  return (
    <section className="stack" aria-label="查询结果" aria-live="polite">
      {outcome.value.certificates.map((card) => (
        <CertificateFace key={card.number} words={card} tone={toneOf(card.state)} standing={card.stateTitle}>
          {card.revokedOn ? (
            <p>该证书已于{dayText(card.revokedOn)}注销，不再有效。</p>
          ) : (
            <p>
              “有效”表示：该证书由上述机构在备案范围内颁发，数据经人力资源社会保障部门审核，截至查询时未被注销。为保护个人信息，姓名和证件号码只显示一部分。
            </p>
          )}
        </CertificateFace>
      ))}
      <p className="row no-print">
        <Button kind="plain" onClick={() => window.print()}>
          打印查询结果
        </Button>
      </p>
    </section>
  )
}

export default function CertificateQuery() {
  const [way, setWay] = useState<Way>('document')
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const { ask, busy, outcome, fault } = useAsk()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void ask(way === 'document' ? { name, documentNumber: number } : { name, number })
  }
  return (
    <>
      <h1>证书查询</h1>
      <p className="reader-lead no-print">
        姓名与号码须与证书完全一致。扫描证书上的二维码，可以不经查询直接核验。
      </p>
      <form className="panel stack no-print" onSubmit={submit}>
        <Radio label="查询方式" choices={ways} value={way} onPick={setWay} />
        <Input label="姓名" value={name} onText={setName} autoComplete="off" maxLength={50} required />
        <Input
          label={way === 'document' ? '证件号码' : '证书编号'}
          hint={way === 'document' ? '居民身份证等证件上的号码' : '以 S 或 Y 开头的 22 位编号'}
          value={number}
          onText={setNumber}
          autoComplete="off"
          maxLength={30}
          required
        />
        <p className="row">
          <Button type="submit" busy={busy}>
            查询
          </Button>
          <ButtonLink kind="link" to="/verify">
            核验二维码
          </ButtonLink>
        </p>
      </form>
      {fault && <ErrorState fault={fault} />}
      {outcome && <Answer outcome={outcome} />}
    </>
  )
}
