import type * as plan from '#modules/plan/contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { Checkbox, Input, Select } from '../../../kit/fields.tsx'
import { yuanText } from '../../../kit/money.ts'

export type Choices = ReplyOf<typeof plan.planChoices>
export type Line = InputOf<typeof plan.createBatch>['lines'][number]
type Published = Choices['published'][number]

export const sameLine = (one: Pick<Line, 'occupationCode' | 'trade' | 'level'>, other: typeof one) =>
  one.occupationCode === other.occupationCode && one.trade === other.trade && one.level === other.level

const newLine = (choice: Published, choices: Choices): Line => ({
  occupationCode: choice.occupationCode,
  trade: choice.trade,
  level: choice.level,
  targetGroup: choices.targetGroups.at(-1) ?? '',
  theoryMode: choice.subjects.includes('theory') ? (choices.theoryModes[0] ?? null) : null,
  theoryReason: '',
  practicalMode: choice.subjects.includes('practical') ? (choices.practicalModes[0] ?? null) : null,
  reviewMode: choice.subjects.includes('review') ? (choices.reviewModes[0] ?? null) : null,
  remark: '',
})

const asChoices = (values: readonly string[]) => values.map((value) => ({ value, label: value }))

const LineFields = (props: {
  readonly line: Line
  readonly choices: Choices
  readonly onChange: (line: Line) => void
}) => {
  const { line, choices } = props
  const set = (change: Partial<Line>) => props.onChange({ ...line, ...change })
  return (
    <div className="list-filters">
      <Select
        label="认定对象"
        value={line.targetGroup}
        choices={asChoices(choices.targetGroups)}
        onText={(targetGroup) => set({ targetGroup })}
      />
      {line.theoryMode !== null && (
        <Select
          label="理论考核方式"
          value={line.theoryMode}
          choices={asChoices(choices.theoryModes)}
          onText={(theoryMode) => set({ theoryMode })}
        />
      )}
      {line.theoryMode !== null && line.theoryMode !== '上机考试' && (
        <Input
          label={`采用${line.theoryMode}的理由`}
          hint="理论考试原则上采取机考"
          value={line.theoryReason}
          onText={(theoryReason) => set({ theoryReason })}
          required
        />
      )}
      {line.practicalMode !== null && (
        <Select
          label="技能考核方式"
          value={line.practicalMode}
          choices={asChoices(choices.practicalModes)}
          onText={(practicalMode) => set({ practicalMode })}
        />
      )}
      {line.reviewMode !== null && (
        <Select
          label="综合评审方式"
          value={line.reviewMode}
          choices={asChoices(choices.reviewModes)}
          onText={(reviewMode) => set({ reviewMode })}
        />
      )}
      <Input label="备注" value={line.remark} onText={(remark) => set({ remark })} />
    </div>
  )
}

/** What the notice in force names, to be ticked; each chosen line with its target group and modes. */
export const PlanLineEditor = (props: {
  readonly choices: Choices
  readonly lines: readonly Line[]
  readonly onLines: (lines: readonly Line[]) => void
}) => {
  const { choices, lines, onLines } = props
  return (
    <section className="panel stack">
      <h2>职业（工种）与等级</h2>
      {choices.published.length === 0 && <p className="quiet">年度计划公告发布后，可从公告中选择。</p>}
      {choices.published.map((choice) => {
        const line = lines.find((each) => sameLine(each, choice))
        const title = `${choice.occupationName}${choice.trade ? `（${choice.trade}）` : ''} ${choice.levelName}`
        return (
          <div key={`${choice.year} ${choice.occupationCode} ${choice.trade} ${choice.level}`}>
            <Checkbox
              label={`${title}，${choice.year}年度公告，${yuanText(choice.feeCents)}`}
              checked={line !== undefined}
              onCheck={(checked) =>
                onLines(
                  checked
                    ? [...lines, newLine(choice, choices)]
                    : lines.filter((each) => !sameLine(each, choice)),
                )
              }
            />
            {line && (
              <LineFields
                line={line}
                choices={choices}
                onChange={(next) => onLines(lines.map((each) => (each === line ? next : each)))}
              />
            )}
          </div>
        )
      })}
    </section>
  )
}
