import { type DifficultyRule, usualDifficulty } from '#modules/itembank/assembly/core/rules.ts'
import { Radio } from '../../../kit/fields.tsx'
import { type Editing, withOptional } from './draft.ts'
import { NumberBox } from './number-box.tsx'

const grades = [
  [1, '很易'],
  [2, '较易'],
  [3, '中等'],
  [4, '较难'],
  [5, '很难'],
] as const

const kinds = [
  { value: 'shares', label: '按各难度的比例' },
  { value: 'mean', label: '按平均难度' },
] as const

const startOf = (kind: DifficultyRule['kind']): DifficultyRule =>
  kind === 'shares' ? { kind, shares: usualDifficulty } : { kind, mean: 3 }

/** Shares of the grades or their mean; with a tolerance it must hold, without one it is aimed at. */
export const Difficulty = ({ rules: { difficulty }, change }: Editing) => {
  const set = (next: DifficultyRule) => change({ difficulty: next })
  return (
    <section className="panel stack">
      <h2>难度</h2>
      <Radio
        label="要求"
        choices={kinds}
        value={difficulty.kind}
        onPick={(kind) => kind !== difficulty.kind && set(startOf(kind))}
      />
      <div className="row">
        {difficulty.kind === 'shares' ? (
          grades.map(([grade, name]) => (
            <NumberBox
              key={grade}
              label={`难度${grade}比例`}
              before={`${grade} ${name}`}
              after="%"
              value={difficulty.shares[grade]}
              onNumber={(share) =>
                set({ ...difficulty, shares: { ...difficulty.shares, [grade]: share ?? 0 } })
              }
            />
          ))
        ) : (
          <NumberBox
            label="平均难度"
            before="平均难度"
            step={0.1}
            value={difficulty.mean}
            onNumber={(mean) => set({ ...difficulty, mean: mean ?? 3 })}
          />
        )}
      </div>
      <div className="row">
        <NumberBox
          label="允许偏差"
          before="允许偏差"
          after={difficulty.kind === 'shares' ? '个百分点' : ''}
          step={difficulty.kind === 'shares' ? 1 : 0.1}
          value={difficulty.tolerance}
          onNumber={(tolerance) =>
            set(
              difficulty.kind === 'shares'
                ? withOptional(difficulty, 'tolerance', tolerance)
                : withOptional(difficulty, 'tolerance', tolerance),
            )
          }
        />
        <span className="quiet">填写的必须满足；不填的作为目标，尽量满足。</span>
      </div>
    </section>
  )
}
