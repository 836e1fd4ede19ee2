import { type ReactNode, useMemo, useState } from 'react'
import type { ItemDraft } from '#modules/itembank/item/core/item.rule.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import { RichEditor } from '../../../../rich/editor/rich-editor.tsx'
import { Button } from '../../../kit/button.tsx'
import { Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { DraftView, draftPictures } from '../../items/item-content.tsx'
import { PictureShelf } from '../../items/pictures.tsx'
import { PartFields } from './part-fields.tsx'
import { type Origin, type Place, PlacingFields } from './placing-fields.tsx'
import { QuestionFields, type Tools } from './question-fields.tsx'
import { draftFrom, type ItemForm } from './question-form.ts'
import { SimilarItems } from './similar-items.tsx'
import { useDraftPictures, useProblems } from './use-draft.ts'
import './item-editor.css'

export interface Saving {
  readonly bank: string
  readonly origin: Origin
  readonly draft: ItemDraft
}

interface EditorProps {
  readonly title: string
  readonly lead: string
  readonly form: ItemForm
  readonly places: readonly Place[]
  readonly bank: string
  readonly itemId: string | undefined
  readonly isFixed: boolean
  readonly busy: boolean
  readonly refusal: Refusal | null
  readonly trouble: ReactNode
  readonly onSave: (saving: Saving) => void
}

type Problems = ReturnType<typeof useProblems>

const Findings = ({ of }: { readonly of: Problems }) => (
  <section className="panel stack" aria-live="polite">
    <h2>检查</h2>
    {of.length === 0 ? (
      <p className="item-sound">✓ 符合试题规则，可以保存。</p>
    ) : (
      <ul className="item-problems">
        {of.map(({ field, sentence, remedy }) => (
          <li key={`${field} ${sentence}`}>
            {sentence} <span className="quiet">{remedy}</span>
          </li>
        ))}
      </ul>
    )}
  </section>
)

const Extras = (props: {
  readonly form: ItemForm
  readonly onChange: (changes: Partial<ItemForm>) => void
  readonly tools: Tools
}) => (
  <section className="panel stack" aria-label="说明">
    <RichEditor
      label="解析"
      value={props.form.explanation}
      onChange={(explanation) => props.onChange({ explanation })}
      {...props.tools}
    />
    <div className="item-grid">
      <Input
        label="图示说明"
        value={props.form.figure}
        onText={(figure) => props.onChange({ figure })}
        maxLength={500}
      />
      <Input
        label="出处"
        value={props.form.source}
        onText={(source) => props.onChange({ source })}
        maxLength={500}
      />
    </div>
  </section>
)

const useEditor = (props: EditorProps) => {
  const [form, setForm] = useState(props.form)
  const [bank, setBank] = useState(props.bank)
  const [origin, setOrigin] = useState<Origin>('own')
  const [tried, setTried] = useState(false)
  const place = props.places.find((one) => one.bank === bank)
  const points = useMemo(() => place && new Set(place.points.map(({ code }) => code)), [place])
  const problems = useProblems(form, points)
  const [had] = useState(() => draftPictures(draftFrom(props.form)))
  const { pictures, onPicture, upload } = useDraftPictures(props.itemId, had)
  const told = (field: string) => (props.refusal?.field === field ? props.refusal.sentence : undefined)
  const errorOf = (field: string) =>
    tried ? (problems.find((one) => one.field === field)?.sentence ?? told(field)) : told(field)
  const save = () => {
    setTried(true)
    if (problems.length === 0) props.onSave({ bank, origin, draft: draftFrom(form) })
  }
  const change = (changes: Partial<ItemForm>) => setForm((before) => ({ ...before, ...changes }))
  const tools: Tools = { pictures, onPicture, errorOf }
  return { form, change, bank, setBank, origin, setOrigin, problems, tools, pictures, upload, save }
}

/** Writes an item of any type; the same rules judge it here, as it is typed, and on the server. */
export const EditorForm = (props: EditorProps) => {
  const editor = useEditor(props)
  const { form, change, tools } = editor
  return (
    <div className="stack">
      <header className="list-head">
        <div>
          <h1>{props.title}</h1>
          <p className="quiet">{props.lead}</p>
        </div>
        <Button busy={props.busy} onClick={editor.save}>
          保存
        </Button>
      </header>
      {props.trouble}
      <Trouble of={editor.upload} book={itembankRefusals} />
      <PlacingFields
        {...{ form, tools, places: props.places, isFixed: props.isFixed }}
        onChange={change}
        bank={editor.bank}
        onBank={editor.setBank}
        origin={editor.origin}
        onOrigin={editor.setOrigin}
        isNew={props.itemId === undefined}
      />
      <div className="item-columns">
        <div className="stack">
          <section className="panel stack" aria-label="题目">
            <QuestionFields form={form} onChange={change} tools={tools} path="" />
            {form.type === 'F' && (
              <PartFields parts={form.parts} onChange={(parts) => change({ parts })} tools={tools} />
            )}
          </section>
          <Extras form={form} onChange={change} tools={tools} />
        </div>
        <aside className="stack item-aside">
          <Findings of={editor.problems} />
          <section className="panel stack">
            <h2>预览</h2>
            <PictureShelf pictures={editor.pictures}>
              <DraftView draft={draftFrom(form)} />
            </PictureShelf>
          </section>
          <section className="panel stack">
            <h2>查重</h2>
            <SimilarItems bank={editor.bank} itemId={props.itemId} draft={draftFrom(form)} />
          </section>
        </aside>
      </div>
    </div>
  )
}
