import { useState } from 'react'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChip } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import type { FormProps } from './finish.ts'

type Content = ReplyOf<typeof papers.previewPaper>

const Items = ({ of }: { readonly of: Content['items'] }) => (
  <ol className="paper-items">
    {of.map(({ id, typeName, stem, options, points, answer }) => (
      <li key={id}>
        <span className="quiet">
          {typeName}，{points}分
        </span>{' '}
        {stem}
        <br />
        {options.map(({ label, text }) => (
          <span key={label}>
            {label}．{text}{' '}
          </span>
        ))}
        <br />
        <strong>答案：{answer.join('、')}</strong>
      </li>
    ))}
  </ol>
)

/** The whole paper with its key, shown after saying that looking is recorded. */
export const Preview = ({ paper: { paperId } }: FormProps) => {
  const read = useCommand<typeof papers.previewPaper>('itembank.previewPaper')
  const [content, setContent] = useState<Content | null>(null)
  const show = async () => {
    const outcome = await read.run({ paperId })
    if (outcome && !outcome.refused) setContent(outcome.value)
  }
  if (content) return <Items of={content.items} />
  return (
    <div className="stack">
      <p>
        将显示全部试题和答案，查看人和时间会留下记录。 <ClauseChip id="SDS-4.2-07" />
      </p>
      <div>
        <Button busy={read.pending} onClick={show}>
          查看
        </Button>
      </div>
      <Trouble of={read} book={itembankRefusals} />
    </div>
  )
}
