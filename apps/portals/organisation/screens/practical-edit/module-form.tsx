import {
  type Deduction,
  type PracticalModule,
  type ScorePoint,
  type Supply,
  supplyKinds,
} from '#modules/itembank/practical/core/practical.ts'
import { Button } from '../../../kit/button.tsx'
import { Input, TextArea } from '../../../kit/fields.tsx'
import { EditTable } from '../printing/edit-table.tsx'

const noSupply: Supply = { name: '', spec: '', qtyPerStation: 1, unit: '个' }
const noDeduction: Deduction = { rule: '', deduct: 1, per: '处', cap: null }

export const freshModule = (order: number): PracticalModule => ({
  ...{ code: `M${order}`, order, name: `模块${order}`, minutes: 60, weightPercent: 0, maxScore: 0, task: [] },
  preparation: {
    station: { perCandidate: 1, description: '' },
    equipment: [],
    materials: [],
    tools: [],
    candidateBrings: [],
  },
  scoringPoints: [],
})

/** One line a requirement; empty lines count for nothing once the field is left. */
const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'))
const filled = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.trim() !== '')

interface Props {
  readonly module: PracticalModule
  readonly onModule: (module: PracticalModule) => void
}

const Preparation = ({ module, onModule }: Props) => {
  const { preparation } = module
  const change = (changes: Partial<PracticalModule['preparation']>) =>
    onModule({ ...module, preparation: { ...preparation, ...changes } })
  return (
    <details>
      <summary>准备通知单</summary>
      <div className="stack">
        <TextArea
          label="考核工位要求"
          rows={2}
          value={preparation.station.description}
          onText={(description) => change({ station: { ...preparation.station, description } })}
        />
        {supplyKinds.map(({ key, name }) => (
          <EditTable<Supply>
            key={key}
            title={name}
            rows={preparation[key]}
            onRows={(rows) => change({ [key]: rows })}
            fresh={noSupply}
            columns={[
              { key: 'name', title: '名称' },
              { key: 'spec', title: '型号规格', wide: true },
              { key: 'qtyPerStation', title: '每工位数量', kind: 'number' },
              { key: 'unit', title: '单位' },
            ]}
          />
        ))}
        <TextArea
          label="考生自带物品（每行一项）"
          rows={3}
          value={preparation.candidateBrings.join('\n')}
          onText={(text) => change({ candidateBrings: linesOf(text) })}
          onBlur={() => change({ candidateBrings: filled(preparation.candidateBrings) })}
        />
      </div>
    </details>
  )
}

const Scoring = ({ module, onModule }: Props) => (
  <details>
    <summary>评分记录表（{module.scoringPoints.length} 个评分点）</summary>
    <EditTable<ScorePoint>
      title="评分点"
      rows={module.scoringPoints}
      onRows={(scoringPoints) => onModule({ ...module, scoringPoints })}
      fresh={{
        code: `${module.code}-${String(module.scoringPoints.length + 1).padStart(2, '0')}`,
        ...{ item: '', requirement: '', maxScore: 0, deductions: [] },
      }}
      columns={[
        { key: 'code', title: '代码' },
        { key: 'item', title: '考核内容' },
        { key: 'requirement', title: '考核要求', wide: true },
        { key: 'maxScore', title: '配分', kind: 'number' },
      ]}
      below={(point, onPoint) => (
        <EditTable<Deduction>
          title={`${point.item || point.code}的扣分规则`}
          rows={point.deductions}
          onRows={(deductions) => onPoint({ ...point, deductions })}
          fresh={noDeduction}
          columns={[
            { key: 'rule', title: '扣分情形', wide: true },
            { key: 'per', title: '每（处、次…）' },
            { key: 'deduct', title: '扣分', kind: 'number' },
            { key: 'cap', title: '上限（不填为扣完为止）', kind: 'optional' },
          ]}
        />
      )}
    />
  </details>
)

/** A module with its tasks, its preparation and its score sheet. */
export const ModuleForm = ({
  module,
  onModule,
  onDrop,
  isOpen,
}: Props & { readonly onDrop: (() => void) | undefined; readonly isOpen: boolean }) => {
  const number = (key: 'minutes' | 'maxScore' | 'weightPercent') => ({
    type: 'number',
    step: 'any',
    value: String(module[key]),
    onText: (value: string) => onModule({ ...module, [key]: Number(value) }),
  })
  return (
    <details className="panel" open={isOpen}>
      <summary>
        <strong>
          {module.code} {module.name}
        </strong>
        （{module.maxScore}分，{module.minutes}分钟）
      </summary>
      <div className="stack">
        <div className="practical-grid">
          <Input
            label="模块代码"
            value={module.code}
            onText={(code) => onModule({ ...module, code })}
            required
          />
          <Input
            label="模块名称"
            value={module.name}
            onText={(name) => onModule({ ...module, name })}
            required
          />
          <Input label="时间（分钟）" {...number('minutes')} required />
          <Input label="配分" {...number('maxScore')} required />
          <Input label="权重（%）" {...number('weightPercent')} required />
        </div>
        <TextArea
          label="操作要求（每行一条）"
          rows={5}
          value={module.task.join('\n')}
          onText={(text) => onModule({ ...module, task: linesOf(text) })}
          onBlur={() => onModule({ ...module, task: filled(module.task) })}
        />
        <Scoring module={module} onModule={onModule} />
        <Preparation module={module} onModule={onModule} />
        {onDrop && (
          <div>
            <Button kind="danger" onClick={onDrop}>
              删除本模块
            </Button>
          </div>
        )}
      </div>
    </details>
  )
}
