import { useState } from 'react'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import { originNames } from '#modules/itembank/item/core/origin.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { AcceptAll } from './accept.tsx'
import type { Detail } from './detail.ts'
import { ErrorsButton } from './report.tsx'

const origins = ['own', 'national', 'purchased', 'other'] as const
type Origin = (typeof origins)[number]

/** Counts that add up, the mode, and the one button that writes. */
export const CommitBar = ({ of }: { readonly of: Detail }) => {
  const commit = useCommand<typeof exchange.commitImport>('itembank.commitImport')
  const [mode, setMode] = useState<'all-or-nothing' | 'skip-bad-rows'>('all-or-nothing')
  const [origin, setOrigin] = useState<Origin | ''>('')
  const { itemImportId, version, counts } = of
  if (!counts) return null
  const { found, good, near, problem, duplicate, excluded } = counts
  const undecided = problem + near
  const blocked = (mode === 'all-or-nothing' && undecided > 0) || origin === ''
  return (
    <section className="staged-commit" aria-label="导入">
      <p>
        读到<strong>{found}</strong>道 = 可导入<strong>{good}</strong> + 有误<strong>{problem}</strong> + 相近
        <strong>{near}</strong> + 重复<strong>{duplicate}</strong> + 已排除<strong>{excluded}</strong>
        <ClauseChips ids={['HN-1.8.3.5-05', 'HN-1.8.3.7-03']} />
      </p>
      <AcceptAll of={of} />
      {undecided > 0 && (
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
            {near > 0 ? '跳过有误和尚未确认的题' : '跳过有误的题'}
          </label>
          <ErrorsButton itemImportId={itemImportId} />
        </>
      )}
      {of.availableActions.includes('itembank.commitImport') && (
        <>
          <Select
            label="试题来源"
            required
            value={origin}
            choices={origins.map((value) => ({ value, label: originNames[value]! }))}
            onText={(text) => setOrigin(origins.find((one) => one === text) ?? '')}
          />
          <Button
            busy={commit.pending}
            disabled={good === 0 || blocked}
            onClick={() => origin !== '' && commit.run({ itemImportId, version, mode, origin })}
          >
            导入 {good} 道试题
          </Button>
        </>
      )}
      <Trouble of={commit} book={itembankRefusals} />
    </section>
  )
}
