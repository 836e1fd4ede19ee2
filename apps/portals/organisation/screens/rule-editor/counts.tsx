import type { TypeQuota } from '#modules/itembank/assembly/core/rules.ts'
import { type ItemType, itemTypes } from '#modules/itembank/core/item.ts'
import { Checkbox } from '../../../kit/fields.tsx'
import { Scroll } from '../assembly-detail/scroll.tsx'
import type { Editing, Ground } from './draft.ts'
import { NumberBox } from './number-box.tsx'

const letters = Object.keys(itemTypes) as ItemType[]

/** Items and points of each type. */
export const Types = ({ rules, change }: Editing) => {
  const quotaOf = (type: ItemType) => rules.types.find((quota) => quota.type === type)
  const set = (type: ItemType, changes: Partial<TypeQuota>) => {
    const quota = { type, count: 0, points: 1, ...quotaOf(type), ...changes }
    const all = letters.flatMap((letter) => (letter === type ? quota : (quotaOf(letter) ?? [])))
    change({ types: all.filter(({ count }) => count > 0) })
  }
  return (
    <section className="panel stack">
      <h2>题型分布</h2>
      <Scroll label="题型分布">
        <table className="assembly-table">
          <thead>
            <tr>
              <th>题型</th>
              <th className="number">题量</th>
              <th className="number">每题分数</th>
              <th className="number">小计</th>
            </tr>
          </thead>
          <tbody>
            {letters.map((type) => {
              const { name } = itemTypes[type]
              const quota = quotaOf(type)
              return (
                <tr key={type}>
                  <td>{name}</td>
                  <td className="number">
                    <NumberBox
                      label={`${name}题量`}
                      value={quota?.count}
                      onNumber={(count) => set(type, { count: count ?? 0 })}
                    />
                  </td>
                  <td className="number">
                    {quota && (
                      <NumberBox
                        label={`${name}每题分数`}
                        value={quota.points}
                        step={0.5}
                        onNumber={(points) => set(type, { points: points ?? 1 })}
                      />
                    )}
                  </td>
                  <td className="number">{quota ? quota.count * quota.points : '—'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

const suppliedBy = ({ supply }: Ground, range: string, type: ItemType) =>
  supply.find((cell) => cell.range === range && cell.type === type)?.items ?? 0

const RangeRow = ({ editing, at }: { readonly editing: Editing; readonly at: number }) => {
  const { rules, ground, change } = editing
  const range = rules.ranges[at]!
  const set = (type: ItemType, count: number | undefined) =>
    change({ ranges: rules.ranges.with(at, { ...range, counts: { ...range.counts, [type]: count ?? 0 } }) })
  const points = rules.types.reduce((sum, quota) => sum + (range.counts[quota.type] ?? 0) * quota.points, 0)
  const name = ground.ranges.find(({ code }) => code === range.code)?.name ?? ''
  return (
    <tr>
      <td>
        {range.code} {name}
      </td>
      <td className="number">{range.weight}%</td>
      {rules.types.map(({ type }) => (
        <td key={type} className="number">
          <NumberBox
            label={`${range.code}${itemTypes[type].name}`}
            value={range.counts[type] ?? 0}
            onNumber={(count) => set(type, count)}
            after={`／有${suppliedBy(ground, range.code, type)}`}
          />
        </td>
      ))}
      <td className="number">{points}</td>
    </tr>
  )
}

/** Exact numbers for each level-3 range, or none where bounds are enough. */
export const Ranges = (editing: Editing) => {
  const { rules, ground, change } = editing
  const leaves = ground.ranges.filter(({ level }) => level === 3)
  const toggle = (exact: boolean) =>
    change({ ranges: exact ? leaves.map(({ code, weight }) => ({ code, weight, counts: {} })) : [] })
  return (
    <section className="panel stack">
      <h2>知识点分布</h2>
      <Checkbox label="按三级鉴定范围规定准确题数" checked={rules.ranges.length > 0} onCheck={toggle} />
      {rules.ranges.length > 0 && (
        <Scroll label="知识点分布">
          <table className="assembly-table">
            <thead>
              <tr>
                <th>鉴定范围</th>
                <th className="number">比重</th>
                {rules.types.map(({ type }) => (
                  <th key={type} className="number">
                    {itemTypes[type].name}
                  </th>
                ))}
                <th className="number">分值</th>
              </tr>
            </thead>
            <tbody>
              {rules.ranges.map(({ code }, at) => (
                <RangeRow key={code} editing={editing} at={at} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}
