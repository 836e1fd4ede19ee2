import type { addScope } from '#modules/filing/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { Input, Select } from '../kit/fields.tsx'

export type NewLine = InputOf<typeof addScope>['items'][number]

const levels = [
  { value: '5', label: '五级/初级工' },
  { value: '4', label: '四级/中级工' },
  { value: '3', label: '三级/高级工' },
  { value: '2', label: '二级/技师' },
  { value: '1', label: '一级/高级技师' },
]

export const emptyLine = (validFrom: string): NewLine => ({
  occupationCode: '',
  occupationName: '',
  trade: '',
  level: 4,
  standard: '',
  validFrom,
  validUntil: null,
})

const Line = ({ line, onChange }: { readonly line: NewLine; readonly onChange: (line: NewLine) => void }) => {
  const set = (change: Partial<NewLine>) => onChange({ ...line, ...change })
  return (
    <div className="row list-filters">
      <Input
        label="职业（工种）编码"
        hint="如 6-31-01-03"
        value={line.occupationCode}
        onText={(occupationCode) => set({ occupationCode })}
        required
      />
      <Input
        label="职业名称"
        value={line.occupationName}
        onText={(occupationName) => set({ occupationName })}
        required
      />
      <Input label="工种" hint="没有工种的留空" value={line.trade} onText={(trade) => set({ trade })} />
      <Select
        label="等级"
        value={String(line.level)}
        choices={levels}
        onText={(level) => set({ level: Number(level) as NewLine['level'] })}
        required
      />
      <Input
        label="依据的标准或评价规范"
        value={line.standard}
        onText={(standard) => set({ standard })}
        required
      />
      <Input
        label="有效期自"
        type="date"
        value={line.validFrom}
        onText={(validFrom) => set({ validFrom })}
        required
      />
      <Input
        label="有效期至"
        hint="长期有效的留空"
        type="date"
        value={line.validUntil ?? ''}
        onText={(until) => set({ validUntil: until || null })}
      />
    </div>
  )
}

/** Lines of a scope being written; one more copies the last, since levels of one occupation differ in little. */
export const ScopeLines = (props: {
  readonly lines: readonly NewLine[]
  readonly onChange: (lines: readonly NewLine[]) => void
}) => {
  const { lines, onChange } = props
  const last = lines.at(-1)
  return (
    <div className="stack">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity before they are filed
        <section key={at} className="panel stack" aria-label={`第${at + 1}项范围`}>
          <Line line={line} onChange={(changed) => onChange(lines.with(at, changed))} />
          {lines.length > 1 && (
            <div>
              <Button kind="plain" onClick={() => onChange(lines.toSpliced(at, 1))}>
                删去此项
              </Button>
            </div>
          )}
        </section>
      ))}
      <div>
        <Button kind="plain" onClick={() => last && onChange([...lines, { ...last }])}>
          再加一项
        </Button>
      </div>
    </div>
  )
}
