import { Select as PointSelect } from 'antd'
import { useId } from 'react'
import { isItemType, rangeOfPoint } from '#modules/itembank/core/item.ts'
import type * as items from '#modules/itembank/item/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Input, Select } from '../../../kit/fields.tsx'
import { consistencyChoices, gradeChoices, originChoices, typeChoices } from '../../items/words.ts'
import type { Tools } from './question-fields.tsx'
import type { ItemForm } from './question-form.ts'

export type Place = ReplyOf<typeof items.itemPlaces>['banks'][number]
export type Origin = 'own' | 'national' | 'purchased' | 'other'

/** Points under the level-3 ranges that they belong to. */
const groupsOf = ({ points, ranges }: Place) =>
  [...Map.groupBy(points, ({ code }) => rangeOfPoint(code))].map(([range, inRange]) => ({
    label: `${range} ${ranges.find(({ code }) => code === range)?.name ?? ''}`,
    options: inRange.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
  }))

const PointField = (props: {
  readonly place: Place | undefined
  readonly value: string
  readonly disabled: boolean
  readonly error: string | undefined
  readonly onPick: (code: string) => void
}) => {
  const id = useId()
  return (
    <div className="point-field">
      <label htmlFor={id}>
        鉴定点<span className="required">（必填）</span>
      </label>
      <PointSelect
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={props.disabled || !props.place}
        value={props.value || undefined}
        onChange={(code: string) => props.onPick(code)}
        options={props.place ? groupsOf(props.place) : []}
        placeholder="请选择"
        {...(props.error && { status: 'error' })}
      />
      <p className={props.error ? 'field-error' : 'field-hint'}>{props.error ?? '可按代码或名称查找'}</p>
    </div>
  )
}

/** Where an item belongs: bank, point, type, grades, origin. `isNew`: bank and origin can still be chosen. */
export const PlacingFields = (props: {
  readonly form: ItemForm
  readonly onChange: (changes: Partial<ItemForm>) => void
  readonly bank: string
  readonly onBank: (bank: string) => void
  readonly origin: Origin
  readonly onOrigin: (origin: Origin) => void
  readonly places: readonly Place[]
  readonly isNew: boolean
  /** A later edition keeps type and point. */
  readonly isFixed: boolean
  readonly tools: Tools
}) => {
  const { form, onChange, tools, places } = props
  const place = places.find(({ bank }) => bank === props.bank)
  return (
    <section className="panel item-grid" aria-label="归属">
      <Select
        label="题库"
        value={props.bank}
        onText={props.onBank}
        choices={places.map(({ bank }) => ({ value: bank, label: bank }))}
        disabled={!props.isNew}
        required
      />
      <Select
        label="题型"
        value={form.type}
        onText={(type) => isItemType(type) && onChange({ type, code: '' })}
        choices={typeChoices}
        disabled={props.isFixed}
        required
      />
      <PointField
        place={place}
        value={form.pointCode}
        disabled={props.isFixed}
        error={tools.errorOf('pointCode')}
        onPick={(pointCode) => onChange({ pointCode, code: '' })}
      />
      <Input
        label="试题编号"
        value={form.code}
        onText={(code) => onChange({ code })}
        disabled={props.isFixed}
        hint="留空由系统按题型和鉴定点顺序编号"
        error={tools.errorOf('code')}
      />
      <Select
        label="难度"
        value={form.difficulty}
        onText={(difficulty) => onChange({ difficulty })}
        choices={gradeChoices}
        error={tools.errorOf('difficulty')}
        required
      />
      <Select
        label="与标准的一致性"
        value={form.consistency}
        onText={(consistency) => onChange({ consistency })}
        choices={consistencyChoices}
        error={tools.errorOf('consistency')}
        required
      />
      {props.isNew && (
        <Select
          label="来源"
          value={props.origin}
          onText={(origin) => origin && props.onOrigin(origin as Origin)}
          choices={originChoices}
        />
      )}
    </section>
  )
}
