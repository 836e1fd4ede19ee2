import { useState } from 'react'
import { itemTypes } from '#modules/itembank/core/item.ts'
import type { Rich } from '#modules/itembank/core/rich.ts'
import { Button } from '../../../kit/button.tsx'
import { Input, Select, TextArea } from '../../../kit/fields.tsx'
import type { Draft, Problems } from './question-view.tsx'
import { losesMarks, richFrom, writtenText } from './rich-text.ts'

export interface Point {
  readonly code: string
  readonly name: string
}

const typeChoices = Object.entries(itemTypes).map(([value, { name }]) => ({ value, label: name }))
const gradeChoices = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))
const letters = 'ABCDEFGH'

const bare = (cell: string) =>
  cell
    .normalize('NFKC')
    .replace(/[（(].*$/, '')
    .trim()
    .toUpperCase()

const RichField = ({
  label,
  rich,
  onRich,
  error,
  rows = 1,
}: {
  readonly label: string
  readonly rich: Rich
  readonly onRich: (rich: Rich) => void
  readonly error?: string | undefined
  readonly rows?: number
}) => {
  // The text before editing: pictures are found again in it.
  const [before] = useState(rich)
  const [text, setText] = useState(() => writtenText(rich))
  if (text === undefined) return <p className="quiet">{label}含表格或列表，请导入后在试题编辑中修改。</p>
  const hint = losesMarks(before) ? '修改后本处的加粗、上下标等格式会去掉' : undefined
  return (
    <TextArea
      label={label}
      value={text}
      rows={rows}
      hint={hint}
      error={error}
      onText={(next) => {
        setText(next)
        onRich(richFrom(next, before))
      }}
    />
  )
}

const sentenceOf = (problems: Problems, field: string): string | undefined =>
  problems.find((problem) => problem.field === field)?.sentence

interface Props {
  readonly draft: Draft
  readonly problems: Problems
  readonly points: readonly Point[]
  readonly busy: boolean
  readonly onSave: (draft: Draft) => void
  readonly onCancel: () => void
}

const Facts = ({
  draft,
  problems,
  points,
  onDraft,
}: Omit<Props, 'busy' | 'onSave' | 'onCancel'> & { readonly onDraft: (change: Partial<Draft>) => void }) => (
  <div className="staged-fields">
    <Select
      label="题型"
      value={bare(draft.type)}
      choices={typeChoices}
      error={sentenceOf(problems, 'type')}
      onText={(type) => onDraft({ type, code: '' })}
    />
    <Select
      label="鉴定点"
      value={draft.pointCode}
      choices={points.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
      error={sentenceOf(problems, 'pointCode')}
      onText={(pointCode) => onDraft({ pointCode, code: '' })}
    />
    <Select
      label="难度"
      value={bare(draft.difficulty)}
      choices={gradeChoices}
      error={sentenceOf(problems, 'difficulty')}
      onText={(difficulty) => onDraft({ difficulty })}
    />
    <Select
      label="一致性"
      value={bare(draft.consistency)}
      choices={gradeChoices}
      error={sentenceOf(problems, 'consistency')}
      onText={(consistency) => onDraft({ consistency })}
    />
    <Input
      label="编号"
      value={draft.code}
      hint="留空由系统编号"
      error={sentenceOf(problems, 'code')}
      onText={(code) => onDraft({ code: code.trim() })}
    />
  </div>
)

const takesOptions = (type: string) => ['B', 'G'].includes(bare(type))

/** The question as text fields; what is written stands at once in the preview beside it. */
export const RowEditor = (props: Props & { readonly onPreview: (draft: Draft) => void }) => {
  const { problems, points, busy, onSave, onCancel, onPreview } = props
  const [draft, setDraft] = useState(props.draft)
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    onPreview(next)
  }
  const options = takesOptions(draft.type) ? Math.max(4, draft.options.length) : draft.options.length
  return (
    <form
      className="staged-editor stack"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(draft)
      }}
    >
      <Facts draft={draft} problems={problems} points={points} onDraft={change} />
      <RichField
        label="题干"
        rows={3}
        rich={draft.stem}
        error={sentenceOf(problems, 'stem')}
        onRich={(stem) => change({ stem: stem as Draft['stem'] })}
      />
      {Array.from({ length: Math.min(options, letters.length) }, (_, at) => (
        <RichField
          key={letters[at]}
          label={`选项${letters[at]}`}
          rich={draft.options[at] ?? []}
          error={at === 0 ? sentenceOf(problems, 'options') : undefined}
          onRich={(option) => {
            const next = Array.from({ length: options }, (__, place) => draft.options[place] ?? [])
            next[at] = option as Draft['options'][number]
            change({ options: next })
          }}
        />
      ))}
      {draft.parts.length === 0 ? (
        <RichField
          label="正确答案"
          rich={draft.key}
          error={sentenceOf(problems, 'key')}
          onRich={(key) => change({ key: key as Draft['key'] })}
        />
      ) : (
        <p className="quiet">小题请导入后在试题编辑中修改。</p>
      )}
      <RichField
        label="解析"
        rich={draft.explanation}
        onRich={(explanation) => change({ explanation: explanation as Draft['explanation'] })}
      />
      <div className="row">
        <Button type="submit" busy={busy}>
          保存并重新检查
        </Button>
        <Button kind="plain" onClick={onCancel}>
          取消
        </Button>
      </div>
    </form>
  )
}
