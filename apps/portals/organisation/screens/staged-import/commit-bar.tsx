import { useState } from 'react'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import type { Detail } from './detail.ts'
import { ErrorsButton } from './report.tsx'

/** Counts that add up, the mode, and the one button that writes. */
export const CommitBar = ({ of }: { readonly of: Detail }) => {
  const commit = useCommand<typeof exchange.commitImport>('itembank.commitImport')
  const [mode, setMode] = useState<'all-or-nothing' | 'skip-bad-rows'>('all-or-nothing')
  const { itemImportId, version, counts } = of
  if (!counts) return null
  const { found, good, near, problem, duplicate, excluded } = counts
  const willImport = good + near
  const blocked = mode === 'all-or-nothing' && problem > 0
  return (
    <section className="staged-commit" aria-label="导入">
      <p>
        读到<strong>{found}</strong>道 = 可导入<strong>{willImport}</strong> + 有误<strong>{problem}</strong>{' '}
        + 重复<strong>{duplicate}</strong> + 已排除<strong>{excluded}</strong>{' '}
        <ClauseChips ids={['HN-1.8.3.5-05', 'HN-1.8.3.7-03']} />
      </p>
      {problem > 0 && (
        <>
          <label>
            <input
              type="radio"
              name="mode"
              checked={mode === 'all-or-nothing'}
              onChange={() => setMode('all-or-nothing')}
            />
            全部正确才导入
          </label>
          <label>
            <input
              type="radio"
              name="mode"
              checked={mode === 'skip-bad-rows'}
              onChange={() => setMode('skip-bad-rows')}
            />
            跳过有误的题
          </label>
          <ErrorsButton itemImportId={itemImportId} />
        </>
      )}
      {of.availableActions.includes('itembank.commitImport') && (
        <Button
          busy={commit.pending}
          disabled={willImport === 0 || blocked}
          onClick={() => commit.run({ itemImportId, version, mode })}
        >
          导入 {willImport} 道试题
        </Button>
      )}
      <Trouble of={commit} book={itembankRefusals} />
    </section>
  )
}
