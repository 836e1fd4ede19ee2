import type { RangeBound } from '#modules/itembank/assembly/core/rules.ts'
import { type ItemType, itemTypes } from '#modules/itembank/core/item.ts'
import { Button } from '../../../kit/button.tsx'
import { type Editing, withOptional } from './draft.ts'
import { NumberBox } from './number-box.tsx'

const BoundRow = ({ editing, at }: { readonly editing: Editing; readonly at: number }) => {
  const { rules, ground, change } = editing
  const bound = rules.bounds[at]!
  const set = (next: RangeBound) => change({ bounds: rules.bounds.with(at, next) })
  return (
    <div className="row">
      <select
        className="rule-choice"
        aria-label="鉴定范围"
        value={bound.code}
        onChange={({ target }) => set({ ...bound, code: target.value })}
      >
        {ground.ranges.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} {name}
          </option>
        ))}
      </select>
      <select
        className="rule-choice"
        aria-label="题型"
        value={bound.type ?? ''}
        onChange={({ target }) => set(withOptional(bound, 'type', (target.value || undefined) as ItemType))}
      >
        <option value="">各题型合计</option>
        {rules.types.map(({ type }) => (
          <option key={type} value={type}>
            {itemTypes[type].name}
          </option>
        ))}
      </select>
      <NumberBox
        label="下限"
        before="不少于"
        value={bound.min}
        onNumber={(min) => set(withOptional(bound, 'min', min))}
      />
      <NumberBox
        label="上限"
        before="不多于"
        after="题"
        value={bound.max}
        onNumber={(max) => set(withOptional(bound, 'max', max))}
      />
      <Button kind="link" onClick={() => change({ bounds: rules.bounds.filter((_, place) => place !== at) })}>
        删除
      </Button>
    </div>
  )
}

/** At least and at most of a range of any level. */
export const Bounds = (editing: Editing) => {
  const { rules, ground, change } = editing
  const [first] = ground.ranges
  return (
    <section className="panel stack">
      <h2>鉴定范围上下限</h2>
      {rules.bounds.map((bound, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two rows may be alike
        <BoundRow key={`${at} ${bound.code}`} editing={editing} at={at} />
      ))}
      {first && (
        <div>
          <Button
            kind="plain"
            onClick={() => change({ bounds: [...rules.bounds, { code: first.code, min: 1 }] })}
          >
            增加一条
          </Button>
        </div>
      )}
    </section>
  )
}

const importances = ['X', 'Y', 'Z'] as const
const importanceNames = { X: 'X（核心）', Y: 'Y（一般）', Z: 'Z（辅助）' }

/** Shares of the importances of points. */
export const ImportanceShares = ({ rules, change }: Editing) => {
  const set = (importance: (typeof importances)[number], side: 'min' | 'max', value: number | undefined) => {
    const known = rules.importance.find((one) => one.importance === importance) ?? { importance }
    const next = withOptional(known, side, value)
    const all = importances.flatMap((one) =>
      one === importance ? next : (rules.importance.find((bound) => bound.importance === one) ?? []),
    )
    change({ importance: all.filter(({ min, max }) => min !== undefined || max !== undefined) })
  }
  return (
    <section className="panel stack">
      <h2>重要程度</h2>
      {importances.map((importance) => {
        const bound = rules.importance.find((one) => one.importance === importance)
        return (
          <div key={importance} className="row">
            <span>{importanceNames[importance]}</span>
            <NumberBox
              label={`${importance}下限`}
              before="不低于"
              after="%"
              value={bound?.min}
              onNumber={(value) => set(importance, 'min', value)}
            />
            <NumberBox
              label={`${importance}上限`}
              before="不高于"
              after="%"
              value={bound?.max}
              onNumber={(value) => set(importance, 'max', value)}
            />
          </div>
        )
      })}
    </section>
  )
}
