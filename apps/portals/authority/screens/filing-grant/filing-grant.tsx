import { Steps } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { grantFiling } from '#modules/filing/contract.ts'
import { dayOf } from '#platform/clock/day.ts'
import { emptyLine, type NewLine, ScopeLines } from '../../../desk/scope-lines.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { fieldError, Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { useSession } from '../../../kit/session.ts'
import { LoadingState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { filingRefusals } from '../../../refusals/filing.ts'
import { RegisterOrganisation } from './register-organisation.tsx'

/** Code, document and lines; one command files them all. */
const Grant = ({ organisationId, today }: { readonly organisationId: string; readonly today: string }) => {
  const grant = useCommand<typeof grantFiling>('filing.grant')
  const navigate = useNavigate()
  const [head, setHead] = useState({
    organisationCode: '',
    documentNumber: '',
    filedOn: today,
    announcedOn: '',
    validUntil: '',
  })
  const [items, setItems] = useState<readonly NewLine[]>([emptyLine(today)])
  const set = (field: keyof typeof head) => (text: string) => setHead({ ...head, [field]: text })
  const file = async () => {
    const { announcedOn, validUntil, ...rest } = head
    const outcome = await grant.run({
      organisationId,
      ...rest,
      announcedOn: announcedOn || null,
      validUntil: validUntil || null,
      items: [...items],
    })
    if (!outcome || outcome.refused) return
    say('已登记备案')
    navigate(`/filings/${organisationId}`)
  }
  return (
    <section className="stack">
      <div className="panel row list-filters">
        <Input
          label="机构编码"
          hint="13位，如 S000037000012"
          value={head.organisationCode}
          onText={set('organisationCode')}
          error={fieldError(grant.refusal, 'organisationCode')}
          required
        />
        <Input label="备案文号" value={head.documentNumber} onText={set('documentNumber')} required />
        <Input label="备案日期" type="date" value={head.filedOn} onText={set('filedOn')} required />
        <Input
          label="省厅公布日期"
          hint="首个年度计划公告自此日起算"
          type="date"
          value={head.announcedOn}
          onText={set('announcedOn')}
        />
        <Input
          label="有效期至"
          hint="长期有效的留空"
          type="date"
          value={head.validUntil}
          onText={set('validUntil')}
        />
      </div>
      <h2>备案范围</h2>
      <ScopeLines lines={items} onChange={setItems} />
      <Trouble of={grant} book={filingRefusals} />
      <div>
        <Button busy={grant.pending} onClick={file}>
          登记备案
        </Button>
      </div>
    </section>
  )
}

/** 登记备案 in two steps: the organisation, then its code and scope. */
const FilingGrant = () => {
  const [search, setSearch] = useSearchParams()
  const organisation = search.get('organisation')
  const { session } = useSession()
  if (!session) return <LoadingState />
  return (
    <div className="stack">
      <h1>登记备案</h1>
      <Steps
        size="small"
        current={organisation ? 1 : 0}
        items={[{ title: '登记机构' }, { title: '编码和备案范围' }]}
      />
      {organisation ? (
        <Grant organisationId={organisation} today={dayOf(new Date(session.clock.now))} />
      ) : (
        <RegisterOrganisation onRegistered={(id) => setSearch({ organisation: id })} />
      )}
    </div>
  )
}

export default FilingGrant
