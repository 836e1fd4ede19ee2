import type { myFiling } from '#modules/filing/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { FilingTag, filingFacts, ScopeTable } from '../../../desk/scope-table.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'

const OwnFiling = () => {
  const mine = useQuery<typeof myFiling>('filing.mine', {})
  return (
    <Loaded of={mine}>
      {({ filing }) =>
        filing === null ? (
          <EmptyState title="本机构还没有备案">
            <p className="quiet">
              备案前不能编制计划、组织报名或发放证书。请联系所在市中心。 <ClauseChips ids={['SDS-1.0-01']} />
            </p>
          </EmptyState>
        ) : (
          <DetailScreen title="本机构备案" status={<FilingTag {...filing} />} facts={filingFacts(filing)}>
            <p className="standing">
              编制公告和计划时，只能选择下列有效的职业、工种和等级。 <ClauseChips ids={['SDS-A1-05']} />
            </p>
            <ScopeTable items={filing.items} />
          </DetailScreen>
        )
      }
    </Loaded>
  )
}

export default OwnFiling
