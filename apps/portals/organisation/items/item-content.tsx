import {
  type ItemType,
  isItemType,
  itemTypes,
  optionLabels,
  parseAnswer,
} from '#modules/itembank/core/item.ts'
import { picturesOf, type Rich } from '#modules/itembank/core/rich.ts'
import { bareCode, type ItemDraft, type QuestionDraft } from '#modules/itembank/item/core/item.rule.ts'
import { RichView } from '../../../rich/rich-view.tsx'
import { Formula } from '../../kit/formula.tsx'
import { ItemPictures, Picture } from './pictures.tsx'
import '../../../rich/rich.css'
import './item-content.css'

const parts = { Picture, Formula }

export const Text = ({ of }: { readonly of: Rich }) => <RichView rich={of} parts={parts} />

/** Every picture of a draft. */
export const draftPictures = (draft: ItemDraft): readonly string[] => [
  ...new Set(
    [draft, ...draft.parts]
      .flatMap(({ stem, options, key }) => [stem, ...options, key])
      .concat([draft.explanation])
      .flatMap(picturesOf),
  ),
]

const rightLabels = ({ type, key }: QuestionDraft): readonly string[] => {
  const answer = isItemType(bareCode(type)) ? parseAnswer(bareCode(type) as ItemType, key) : undefined
  return answer?.kind === 'choice' ? answer.labels : []
}

const Options = ({ of }: { readonly of: QuestionDraft }) => {
  const right = rightLabels(of)
  return (
    <ol className="item-options">
      {of.options.map((option, at) => {
        const label = optionLabels[at] ?? ''
        const isRight = right.includes(label)
        return (
          <li key={label} className={isRight ? 'right' : ''}>
            <span>{label}．</span>
            <Text of={option} />
            {isRight && <span className="item-right">✓ 正确</span>}
          </li>
        )
      })}
    </ol>
  )
}

const Question = ({ of }: { readonly of: QuestionDraft }) => (
  <>
    <Text of={of.stem} />
    {of.options.length > 0 && <Options of={of} />}
    {of.key.length > 0 && (
      <div className="item-key">
        <strong>答案：</strong>
        <Text of={of.key} />
      </div>
    )}
  </>
)

const nameOf = (type: string) => (isItemType(type) ? itemTypes[type].name : type)

/** What an item asks, with its key. The pictures are those of the shelf around it. */
export const DraftView = ({ draft }: { readonly draft: ItemDraft }) => (
  <div className="item-content stack">
    <Question of={draft} />
    {draft.parts.map((part, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other order than their own
      <section key={at} className="item-part">
        <h3>
          第{at + 1}小题（{nameOf(part.type)}，分值份额{part.share}）
        </h3>
        <Question of={part} />
      </section>
    ))}
    {draft.explanation.length > 0 && (
      <div className="item-key">
        <strong>解析：</strong>
        <Text of={draft.explanation} />
      </div>
    )}
    {draft.figure && <p className="quiet">图示说明：{draft.figure}</p>}
    {draft.source && <p className="quiet">出处：{draft.source}</p>}
  </div>
)

/** An item's content with its own pictures. */
export const ItemContent = ({ itemId, draft }: { readonly itemId: string; readonly draft: ItemDraft }) => (
  <ItemPictures itemId={itemId} digests={draftPictures(draft)}>
    <DraftView draft={draft} />
  </ItemPictures>
)
