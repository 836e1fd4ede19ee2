import { itemTypes, optionLabels } from '#modules/itembank/core/item.ts'
import type { Rich } from '#modules/itembank/core/rich.ts'
import { type EditorPicture, RichEditor } from '../../../../rich/editor/rich-editor.tsx'
import { Button } from '../../../kit/button.tsx'
import { Input, Radio } from '../../../kit/fields.tsx'
import {
  blankFields,
  moved,
  newOption,
  type OptionForm,
  type QuestionForm,
  takesOptions,
} from './question-form.ts'

/** What every rich text of the screen needs. */
export interface Tools {
  readonly pictures: ReadonlyMap<string, EditorPicture>
  readonly onPicture: (file: File) => Promise<EditorPicture | undefined>
  /** What is wrong with a field, in words; nothing before the first attempt to save. */
  readonly errorOf: (field: string) => string | undefined
}

interface FieldsOf<F extends QuestionForm> {
  readonly form: F
  readonly onChange: (changes: Partial<QuestionForm>) => void
  readonly tools: Tools
  /** Where the question stands: empty, or `parts.0.`. */
  readonly path: string
}

const OptionRow = (props: {
  readonly option: OptionForm
  readonly at: number
  readonly count: number
  readonly isSingle: boolean
  readonly tools: Tools
  readonly onChange: (changes: Partial<OptionForm>) => void
  readonly onMove: (by: number) => void
  readonly onRemove: () => void
}) => {
  const label = optionLabels[props.at] ?? ''
  return (
    <div className="option-row">
      <label className={`option-key ${props.option.isRight ? 'right' : ''}`}>
        <input
          type={props.isSingle ? 'radio' : 'checkbox'}
          checked={props.option.isRight}
          onChange={(event) => props.onChange({ isRight: event.target.checked })}
          aria-label={`选项${label}为正确答案`}
        />
        {label}
      </label>
      <RichEditor
        compact
        label={`选项${label}`}
        value={props.option.content}
        onChange={(content) => props.onChange({ content })}
        {...props.tools}
      />
      <div className="option-tools">
        <Button
          kind="link"
          disabled={props.at === 0}
          onClick={() => props.onMove(-1)}
          aria-label={`选项${label}上移`}
        >
          上移
        </Button>
        <Button
          kind="link"
          disabled={props.at === props.count - 1}
          onClick={() => props.onMove(1)}
          aria-label={`选项${label}下移`}
        >
          下移
        </Button>
        <Button kind="link" onClick={props.onRemove} aria-label={`删除选项${label}`}>
          删除
        </Button>
      </div>
    </div>
  )
}

const Options = ({ form, onChange, tools, path }: FieldsOf<QuestionForm>) => {
  const { options } = form
  const isSingle = itemTypes[form.type].key === 'one'
  const change = (key: number, changes: Partial<OptionForm>) =>
    onChange({
      options: options.map((option) => {
        if (option.key === key) return { ...option, ...changes }
        return isSingle && changes.isRight ? { ...option, isRight: false } : option
      }),
    })
  const error = tools.errorOf(`${path}options`) ?? tools.errorOf(`${path}key`)
  return (
    <fieldset className="item-fields">
      <legend>选项和答案（点选正确选项）</legend>
      {options.map((option, at) => (
        <OptionRow
          key={option.key}
          {...{ option, at, isSingle, tools, count: options.length }}
          onChange={(changes) => change(option.key, changes)}
          onMove={(by) => onChange({ options: moved(options, at, by) })}
          onRemove={() => onChange({ options: options.filter(({ key }) => key !== option.key) })}
        />
      ))}
      {error && <p className="field-error">{error}</p>}
      <div>
        <Button
          kind="plain"
          disabled={options.length >= optionLabels.length}
          onClick={() => onChange({ options: [...options, newOption()] })}
        >
          增加选项
        </Button>
      </div>
    </fieldset>
  )
}

const Blanks = ({ form, onChange, tools, path }: FieldsOf<QuestionForm>) => {
  const fields = blankFields(form)
  return (
    <fieldset className="item-fields">
      <legend>各空的答案</legend>
      {fields.map((text, at) => (
        <Input
          // biome-ignore lint/suspicious/noArrayIndexKey: the n-th field is the n-th blank
          key={at}
          label={`第${at + 1}空`}
          value={text}
          onText={(typed) => onChange({ blanks: fields.map((one, place) => (place === at ? typed : one)) })}
          hint="几种写法都算对的，用 | 隔开"
          error={at === 0 ? tools.errorOf(`${path}key`) : undefined}
        />
      ))}
    </fieldset>
  )
}

const judgements = [
  { value: 'yes', label: '正确' },
  { value: 'no', label: '错误' },
] as const

/** The key, asked for as the type is answered. */
const Key = (props: FieldsOf<QuestionForm>) => {
  const { form, onChange, tools, path } = props
  switch (itemTypes[form.type].key) {
    case 'one':
    case 'several':
      return null
    case 'judgement':
      return (
        <Radio
          label="答案"
          choices={judgements}
          value={form.judgement === '' ? null : form.judgement}
          onPick={(judgement) => onChange({ judgement })}
          error={tools.errorOf(`${path}key`)}
        />
      )
    case 'blanks':
      return <Blanks {...props} />
    case 'text':
      return (
        <RichEditor
          label="参考答案和评分要点"
          value={form.answer}
          onChange={(answer: Rich) => onChange({ answer })}
          required
          error={tools.errorOf(`${path}key`)}
          {...tools}
        />
      )
    case 'parts':
      return null
  }
}

/** Stem, options and key of a question. */
export const QuestionFields = (props: FieldsOf<QuestionForm>) => {
  const { form, onChange, tools, path } = props
  return (
    <>
      <RichEditor
        label={form.type === 'F' ? '材料' : '题干'}
        value={form.stem}
        onChange={(stem) => onChange({ stem })}
        withBlanks={form.type === 'T'}
        required
        error={tools.errorOf(`${path}stem`)}
        {...tools}
      />
      {takesOptions(form.type) && <Options {...props} />}
      <Key {...props} />
    </>
  )
}
