import type * as custody from '#modules/itembank/custody/contract.ts'
import { useQuery } from '../kit/client.ts'
import { Loaded } from '../kit/loaded.tsx'
import { EmptyState } from '../kit/states.tsx'
import { UndertakingGate } from '../organisation/screens/undertaking-gate.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'
import { Incidents } from './incident-cards.tsx'

const List = () => {
  const list = useQuery<typeof custody.incidentList>('itembank.incidents', {})
  return (
    <div className="stack">
      <header className="list-head">
        <h1>保密异常</h1>
      </header>
      <p className="standing">份数、密封、时间或经手链条与规定不符时由系统登记，由保密管理人员查明办结。</p>
      <Loaded of={list} book={itembankRefusals}>
        {({ rows, mayClose }) =>
          rows.length === 0 ? (
            <EmptyState title="没有保密异常" />
          ) : (
            <Incidents rows={rows} mayClose={mayClose} />
          )
        }
      </Loaded>
    </div>
  )
}

export default function IncidentScreen() {
  return (
    <UndertakingGate>
      <List />
    </UndertakingGate>
  )
}
