import '../../../../rich/rich.css'
import { useState } from 'react'
import { RichInline, type RichParts, RichView } from '#apps/rich/rich-view.tsx'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChip } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Select } from '../../../kit/fields.tsx'
import { Formula } from '../../../kit/formula.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import type { FormProps } from './finish.ts'

type Content = ReplyOf<typeof papers.previewPaper>

const pictureFrom =
  (uris: ReadonlyMap<string, string>): RichParts['Picture'] =>
  ({ digest, alt, width }) => <img src={uris.get(digest)} alt={alt || '试题附图'} width={width} />

const partsOf = (pictures: Content['pictures']): RichParts => ({
  Formula,
  Picture: pictureFrom(new Map(pictures.map(({ digest, uri }) => [digest, uri]))),
})

const Item = ({ of, parts }: { readonly of: Content['items'][number]; readonly parts: RichParts }) => (
  <li>
    <span className="quiet">
      {of.typeName}，{of.points}分
    </span>
    {of.material && <RichView rich={of.material} parts={parts} />}
    <RichView rich={of.stem} parts={parts} />
    {of.options.map(({ label, content }) => (
      <div key={label}>
        {label}．<RichInline rich={content} parts={parts} />
      </div>
    ))}
    <strong>
      答案：{of.answer.join('、')}
      {of.reference && <RichInline rich={of.reference} parts={parts} />}
    </strong>
  </li>
)

/** A form of the paper with its key, shown after saying that looking is recorded. */
export const Preview = ({ paper: { paperId } }: FormProps) => {
  const read = useCommand<typeof papers.previewPaper>('itembank.previewPaper')
  const [content, setContent] = useState<Content | null>(null)
  const [form, setForm] = useState('0')
  const show = async (wanted: string) => {
    const outcome = await read.run({ paperId, form: Number(wanted) })
    if (!outcome || outcome.refused) return
    setContent(outcome.value)
    setForm(wanted)
  }
  if (content) {
    const parts = partsOf(content.pictures)
    return (
      <div className="stack">
        {content.forms.length > 1 && (
          <Select
            label="卷别"
            value={form}
            onText={(wanted) => wanted && void show(wanted)}
            choices={content.forms.map((name, at) => ({ value: String(at), label: name || `第${at + 1}卷` }))}
          />
        )}
        <ol className="paper-items">
          {content.items.map((item) => (
            <Item key={item.id} of={item} parts={parts} />
          ))}
        </ol>
        <Trouble of={read} book={itembankRefusals} />
      </div>
    )
  }
  return (
    <div className="stack">
      <p>
        将显示全部试题和答案，查看人和时间会留下记录。 <ClauseChip id="SDS-4.2-07" />
      </p>
      <div>
        <Button busy={read.pending} onClick={() => show('0')}>
          查看
        </Button>
      </div>
      <Trouble of={read} book={itembankRefusals} />
    </div>
  )
}
