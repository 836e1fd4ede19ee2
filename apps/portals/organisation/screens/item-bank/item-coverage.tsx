import { useSearchParams } from 'react-router'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Select } from '../../../kit/fields.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { CoverageMap } from './coverage-map.tsx'

type Banks = ReplyOf<typeof knowledge.bankList>['banks']

const Coverage = ({ banks }: { readonly banks: Banks }) => {
  const [search, setSearch] = useSearchParams()
  const name = search.get('bank') || (banks[0]?.bank ?? '')
  const coverage = useQuery<typeof knowledge.coverage>('itembank.coverage', { bank: name })
  return (
    <div className="stack">
      <header className="list-head">
        <div>
          <h1>题库覆盖情况</h1>
          <p className="quiet">横向为鉴定点，纵向为难度，颜色越深试题越多。</p>
        </div>
        <ButtonLink kind="plain" to="/items">
          返回题库
        </ButtonLink>
      </header>
      <section className="panel stack">
        <Select
          label="题库"
          value={name}
          onText={(chosen) => setSearch({ bank: chosen })}
          choices={banks.map(({ bank: value }) => ({ value, label: value }))}
        />
        <Loaded of={coverage} book={itembankRefusals}>
          {(value) => <CoverageMap points={value.points} ranges={value.ranges} />}
        </Loaded>
      </section>
    </div>
  )
}

const AllBanks = () => {
  const banks = useQuery<typeof knowledge.bankList>('itembank.banks', {})
  return (
    <Loaded of={banks} book={itembankRefusals}>
      {(value) => <Coverage banks={value.banks} />}
    </Loaded>
  )
}

export default function ItemCoverage() {
  return (
    <UndertakingGate>
      <AllBanks />
    </UndertakingGate>
  )
}
