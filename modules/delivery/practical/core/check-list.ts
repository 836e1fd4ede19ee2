import { statedValue } from '#modules/policy/core/parameter.ts'
import type { PracticalParameters } from '#modules/policy/core/practical-parameters.ts'
import { addDays, type Day } from '#platform/clock/day.ts'

/** The lists of the day: of the room, the notice, each station, the day before, of protection, and of a defence room. */
export type CheckForm = 'room' | 'notice' | 'station' | 'day-before' | 'protection' | 'review-room'

/** One line of a list as somebody found it. */
export interface Check {
  readonly form: CheckForm
  readonly subjectId: string
  readonly item: string
  readonly inOrder: boolean
  readonly quantity: number | null
}

/** A line of the preparation notice with what the room needs in all. */
export interface NoticeLine {
  readonly key: string
  readonly module: string
  readonly kind: string
  readonly name: string
  readonly spec: string
  readonly unit: string
  readonly needed: number
}

export interface ListedForm {
  readonly form: Exclude<CheckForm, 'review-room'>
  readonly title: string
  readonly items: readonly string[]
  readonly clauses: readonly string[]
  /** The last day on which it may be ticked; null: until the start. */
  readonly until: Day | null
  /** Whether the room does not start with the list open. */
  readonly blocks: boolean
}

interface Occasion {
  readonly examOn: Day
  readonly isDangerous: boolean
  readonly notice: readonly NoticeLine[]
}

/** The clauses on the notice, of the documents that the pack's own lists come from. */
const noticeClauses = ({ roomChecks, stationChecks }: PracticalParameters): readonly string[] => {
  const documentOf = (id: string) => id.split('-')[0]
  const own = new Set([...roomChecks.clauses, ...stationChecks.clauses].map(documentOf))
  return ['SDS-4.1-15', 'HN-2.3.4-10', 'SPC-A1.4-03'].filter((id) => own.has(documentOf(id)))
}

/** What has to be checked in one room, by its rules; the lists of its stations are told apart by `station`. */
export const formsOfDay = (
  rules: PracticalParameters,
  { examOn, isDangerous, notice }: Occasion,
): readonly ListedForm[] => {
  const { roomChecks, stationChecks, dayBefore, protection } = rules
  const before = statedValue(dayBefore)
  const forms: readonly (ListedForm | false)[] = [
    before !== undefined && {
      form: 'day-before',
      title: '考评小组考前检查',
      items: before.items,
      clauses: dayBefore.clauses,
      until: addDays(examOn, -before.days),
      blocks: false,
    },
    {
      form: 'room',
      title: '技能操作考场检查',
      items: statedValue(roomChecks) ?? [],
      clauses: roomChecks.clauses,
      until: null,
      blocks: true,
    },
    {
      form: 'notice',
      title: '对照准备通知单检查',
      items: notice.map(({ key }) => key),
      clauses: noticeClauses(rules),
      until: null,
      blocks: false,
    },
    isDangerous && {
      form: 'protection',
      title: '危险工种防护检查',
      items: protection.value.items,
      clauses: ['HN-3.1.7-03'],
      until: null,
      blocks: true,
    },
    {
      form: 'station',
      title: '工位检查',
      items: statedValue(stationChecks) ?? [],
      clauses: stationChecks.clauses,
      until: null,
      blocks: false,
    },
  ]
  return forms.filter((form) => form !== false).filter(({ items }) => items.length > 0)
}

/** The items of a list that nobody has found in order yet for one subject. */
export const openItems = (
  { form, items }: Pick<ListedForm, 'form' | 'items'>,
  checks: readonly Check[],
  subjectId: string,
): readonly string[] =>
  items.filter(
    (item) =>
      !checks.some(
        (check) =>
          check.form === form && check.subjectId === subjectId && check.item === item && check.inOrder,
      ),
  )

/** What is short of a line: 20 candidates and material for 18 lack 2. Null until somebody has counted. */
export const shortage = (line: NoticeLine, checks: readonly Check[]): number | null => {
  const check = checks.find(({ form, item }) => form === 'notice' && item === line.key)
  return check?.quantity == null ? null : Math.max(0, Math.round((line.needed - check.quantity) * 100) / 100)
}
