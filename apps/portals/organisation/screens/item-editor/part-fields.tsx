import { isItemType } from '#modules/itembank/core/item.ts'
import { Button } from '../../../kit/button.tsx'
import { Input, Select } from '../../../kit/fields.tsx'
import { typeChoices } from '../../items/words.ts'
import { QuestionFields, type Tools } from './question-fields.tsx'
import { moved, newPart, type PartForm } from './question-form.ts'

const partTypes = typeChoices.filter(({ value }) => value !== 'F')

const Part = (props: {
  readonly part: PartForm
  readonly at: number
  readonly count: number
  readonly tools: Tools
  readonly onChange: (changes: Partial<PartForm>) => void
  readonly onMove: (by: number) => void
  readonly onRemove: () => void
}) => {
  const { part, at, tools, onChange } = props
  const path = `parts.${at}.`
  return (
    <fieldset className="item-fields part-fields">
      <legend>第{at + 1}小题</legend>
      <div className="item-grid">
        <Select
          label="题型"
          value={part.type}
          onText={(type) => isItemType(type) && onChange({ type })}
          choices={partTypes}
          error={tools.errorOf(`${path}type`)}
        />
        <Input
          label="分值份额"
          value={part.share}
          onText={(share) => onChange({ share })}
          inputMode="numeric"
          hint="各小题按份额分配本题分值"
          error={tools.errorOf(`${path}share`)}
        />
      </div>
      <QuestionFields form={part} onChange={onChange} tools={tools} path={path} />
      <div className="row">
        <Button kind="plain" disabled={at === 0} onClick={() => props.onMove(-1)}>
          上移小题
        </Button>
        <Button kind="plain" disabled={at === props.count - 1} onClick={() => props.onMove(1)}>
          下移小题
        </Button>
        <Button kind="plain" onClick={props.onRemove}>
          删除小题
        </Button>
      </div>
    </fieldset>
  )
}

/** The questions of a composite. */
export const PartFields = (props: {
  readonly parts: readonly PartForm[]
  readonly onChange: (parts: readonly PartForm[]) => void
  readonly tools: Tools
}) => {
  const { parts, onChange, tools } = props
  return (
    <div className="stack">
      {parts.map((part, at) => (
        <Part
          key={part.key}
          {...{ part, at, tools, count: parts.length }}
          onChange={(changes) =>
            onChange(parts.map((one) => (one.key === part.key ? { ...one, ...changes } : one)))
          }
          onMove={(by) => onChange(moved(parts, at, by))}
          onRemove={() => onChange(parts.filter(({ key }) => key !== part.key))}
        />
      ))}
      {tools.errorOf('parts') && <p className="field-error">{tools.errorOf('parts')}</p>}
      <div>
        <Button kind="plain" onClick={() => onChange([...parts, newPart()])}>
          增加小题
        </Button>
      </div>
    </div>
  )
}
