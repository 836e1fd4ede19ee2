import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { CoverageMap } from './coverage-map.tsx'
import { ImportanceBars } from './importance-bars.tsx'
import { WeakPoints } from './weak-points.tsx'
import './coverage.css'

/** What a bank keeper looks at before papers are made: where items are, where they lack. */
export const Coverage = ({ bank }: { readonly bank: string }) => {
  const coverage = useQuery<typeof knowledge.coverage>('itembank.coverage', { bank })
  return (
    <Loaded of={coverage} book={itembankRefusals}>
      {(value) =>
        value.points.length === 0 ? (
          <EmptyState title="还没有鉴定点和试题">
            <p className="quiet">导入或编制细目表、再加入试题之后，这里显示覆盖情况。</p>
          </EmptyState>
        ) : (
          <>
            <CoverageMap of={value} />
            <ImportanceBars points={value.points} />
            <WeakPoints of={value} />
          </>
        )
      }
    </Loaded>
  )
}
