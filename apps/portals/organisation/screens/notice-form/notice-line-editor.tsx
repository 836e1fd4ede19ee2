import type * as plan from '#modules/plan/contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { Checkbox, Input, TextArea } from '../../../kit/fields.tsx'
import { centsOf } from '../../../kit/money.ts'

export type Choices = ReplyOf<typeof plan.planChoices>
type SentLine = InputOf<typeof plan.draftNotice>['lines'][number]
/** A line while it is typed: the fee stays text until it is an amount. */
export type DraftLine = SentLine & { readonly feeText: string }

export const sentLine = ({ feeText, ...line }: DraftLine): SentLine => ({
  ...line,
  feeCents: centsOf(feeText),
})

export const draftLine = (line: SentLine): DraftLine => ({
  ...line,
  feeText: line.feeCents === null ? '' : (line.feeCents / 100).toFixed(2),
})

export const newLine = (choice: Choices['filed'][number]): DraftLine => ({
  occupationCode: choice.occupationCode,
  trade: choice.trade,
  level: choice.level,
  enrolmentTime: '',
  examTime: '',
  place: '',
  theory: choice.subjects.includes('theory'),
  practical: choice.subjects.includes('practical'),
  review: choice.subjects.includes('review'),
  method: '',
  feeCents: null,
  feeText: '',
  conditions: '',
  readiness: { site: '', itemBank: '', staff: '' },
})

/** The contents of one line; what is missing is named when the notice is submitted. */
export const NoticeLineEditor = (props: {
  readonly line: DraftLine
  readonly onChange: (line: DraftLine) => void
}) => {
  const { line } = props
  const set = (change: Partial<DraftLine>) => props.onChange({ ...line, ...change })
  const ready = (change: Partial<DraftLine['readiness']>) =>
    set({ readiness: { ...line.readiness, ...change } })
  return (
    <div className="stack">
      <div className="list-filters">
        <Input
          label="报名时间"
          hint="如 2026年9月"
          value={line.enrolmentTime}
          onText={(enrolmentTime) => set({ enrolmentTime })}
        />
        <Input label="认定时间" value={line.examTime} onText={(examTime) => set({ examTime })} />
        <Input label="认定地点" value={line.place} onText={(place) => set({ place })} />
        <Input label="认定方式" value={line.method} onText={(method) => set({ method })} />
        <Input
          label="认定收费标准（元）"
          inputMode="decimal"
          value={line.feeText}
          onText={(feeText) => set({ feeText })}
        />
      </div>
      <p className="row">
        认定科目
        <Checkbox label="理论" checked={line.theory} onCheck={(theory) => set({ theory })} />
        <Checkbox label="技能" checked={line.practical} onCheck={(practical) => set({ practical })} />
        <Checkbox label="综合" checked={line.review} onCheck={(review) => set({ review })} />
      </p>
      <TextArea label="申报条件" value={line.conditions} onText={(conditions) => set({ conditions })} />
      <div className="list-filters">
        <Input label="场地准备" value={line.readiness.site} onText={(site) => ready({ site })} />
        <Input label="题库准备" value={line.readiness.itemBank} onText={(itemBank) => ready({ itemBank })} />
        <Input label="人员准备" value={line.readiness.staff} onText={(staff) => ready({ staff })} />
      </div>
    </div>
  )
}
