import { Form, Input, Select } from 'antd'
import type * as items from '#modules/itembank/item/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { gradeChoices, originChoices, stateChoices, typeChoices } from '../../items/words.ts'

type ListInput = InputOf<typeof items.itemList>
type Fields = { readonly [field: string]: string }

const texts = ['bank', 'type', 'point', 'state', 'author', 'changedFrom', 'changedTo', 'words'] as const
const counts = ['difficulty', 'consistency', 'minUses', 'maxUses'] as const
const shares = ['minRight', 'maxRight'] as const
const ratios = ['minDiscrimination', 'maxDiscrimination'] as const
const flags = ['picture', 'formula'] as const

const picked = <K extends string, T>(fields: Fields, names: readonly K[], read: (text: string) => T) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = fields[name]
      return text === undefined || text === '' ? [] : [[name, read(text)]]
    }),
  ) as { [N in K]?: T }

const origins = ['own', 'national', 'purchased', 'other'] as const

/** What the address holds, as the server takes it; shares are typed in per cent. */
export const filterOf = (fields: Fields): Omit<ListInput, 'page' | 'pageSize'> => {
  const origin = origins.find((one) => one === fields.origin)
  return {
    ...picked(fields, texts, (text) => text),
    ...picked(fields, counts, Number),
    ...picked(fields, shares, (text) => Number(text) / 100),
    ...picked(fields, ratios, Number),
    ...picked(fields, flags, (text) => text === 'true'),
    ...(origin && { origin }),
  }
}

const Choice = (props: {
  readonly name: string
  readonly label: string
  readonly options: { readonly value: string; readonly label: string }[]
}) => (
  <Form.Item name={props.name} label={props.label}>
    <Select allowClear style={{ minWidth: 120 }} options={props.options} />
  </Form.Item>
)

const Range = (props: {
  readonly label: string
  readonly from: string
  readonly to: string
  readonly kind?: string
}) => (
  <Form.Item label={props.label}>
    <div className="item-range">
      <Form.Item name={props.from} noStyle>
        <Input type={props.kind ?? 'number'} step="any" aria-label={`${props.label}，从`} />
      </Form.Item>
      <span aria-hidden="true">–</span>
      <Form.Item name={props.to} noStyle>
        <Input type={props.kind ?? 'number'} step="any" aria-label={`${props.label}，到`} />
      </Form.Item>
    </div>
  </Form.Item>
)

const yesNo = [
  { value: 'true', label: '有' },
  { value: 'false', label: '无' },
]

const More = () => (
  <details className="item-more">
    <summary>更多条件</summary>
    <div className="list-filters">
      <Choice
        name="consistency"
        label="一致性"
        options={gradeChoices.map(({ value }) => ({ value, label: value }))}
      />
      <Form.Item name="author" label="命题人">
        <Input allowClear />
      </Form.Item>
      <Choice name="origin" label="来源" options={originChoices} />
      <Choice name="picture" label="图片" options={yesNo} />
      <Choice name="formula" label="公式" options={yesNo} />
      <Range label="已入试卷份数" from="minUses" to="maxUses" />
      <Range label="答对率（%）" from="minRight" to="maxRight" />
      <Range label="区分度" from="minDiscrimination" to="maxDiscrimination" />
      <Range label="修改日期" from="changedFrom" to="changedTo" kind="date" />
    </div>
  </details>
)

/** Everything that items can be found by. */
export const ItemFilters = ({ banks }: { readonly banks: readonly string[] }) => (
  <>
    <Form.Item name="words" label="内容">
      <Input allowClear placeholder="题干、选项、解析中的词" />
    </Form.Item>
    <Choice name="bank" label="题库" options={banks.map((value) => ({ value, label: value }))} />
    <Choice name="type" label="题型" options={typeChoices} />
    <Form.Item name="point" label="鉴定点或范围">
      <Input allowClear placeholder="如 A-B-C" />
    </Form.Item>
    <Choice name="difficulty" label="难度" options={gradeChoices} />
    <Choice name="state" label="状态" options={stateChoices} />
    <More />
  </>
)
