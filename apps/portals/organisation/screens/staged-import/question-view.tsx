import { isItemType, itemTypes } from '#modules/itembank/core/item.ts'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Text } from './rich-parts.tsx'

export type Draft = ReplyOf<typeof exchange.viewImportRow>['draft']
export type Problems = ReplyOf<typeof exchange.viewImportRow>['problems']
type Question = Pick<Draft, 'type' | 'stem' | 'options' | 'key'>

export const typeWord = (type: string): string => {
  const bare = type
    .normalize('NFKC')
    .replace(/[（(].*$/, '')
    .trim()
    .toUpperCase()
  return isItemType(bare) ? itemTypes[bare].name : type || '题型不明'
}

const letters = 'ABCDEFGHIJKLMNOPQRST'

/** What a field's problems say, beside the field. */
export const FieldProblems = ({ of, field }: { readonly of: Problems; readonly field: string }) =>
  of
    .filter((problem) => problem.field === field)
    .map(({ code, sentence }) => (
      <p key={code + sentence} className="staged-wrong" role="note">
        {sentence}
      </p>
    ))

const QuestionView = ({
  of,
  problems,
  prefix,
}: {
  readonly of: Question
  readonly problems: Problems
  readonly prefix: string
}) => (
  <div className="staged-question">
    <Text rich={of.stem} />
    <FieldProblems of={problems} field={`${prefix}stem`} />
    {of.options.some((option) => option.length > 0) && (
      <ol className="staged-options">
        {of.options.map((option, at) =>
          option.length === 0 ? null : (
            <li key={letters[at]}>
              <strong>{letters[at]}</strong>
              <div>
                <Text rich={option} />
              </div>
            </li>
          ),
        )}
      </ol>
    )}
    <FieldProblems of={problems} field={`${prefix}options`} />
    {of.key.length > 0 && (
      <div className="staged-key">
        <strong>答案</strong> <Text rich={of.key} />
      </div>
    )}
    <FieldProblems of={problems} field={`${prefix}key`} />
  </div>
)

/** A question as it would stand in the bank, with what is wrong said where it is. */
export const DraftView = ({
  draft,
  problems,
  pointName,
}: {
  readonly draft: Draft
  readonly problems: Problems
  readonly pointName: string
}) => (
  <article className="staged-draft">
    <p className="staged-facts">
      <strong>{typeWord(draft.type)}</strong>
      <span>{draft.code === '' ? '编号由系统给出' : draft.code}</span>
      <span>{pointName || draft.pointCode || '没有鉴定点'}</span>
      <span>难度 {draft.difficulty || '—'}</span>
      <span>一致性 {draft.consistency || '—'}</span>
    </p>
    {['code', 'type', 'pointCode', 'difficulty', 'consistency', 'parts'].map((field) => (
      <FieldProblems key={field} of={problems} field={field} />
    ))}
    <QuestionView of={draft} problems={problems} prefix="" />
    {draft.parts.map((part, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other order than their own
      <section key={at} className="staged-part">
        <h4>
          第{at + 1}小题（{typeWord(part.type)}）
        </h4>
        <QuestionView of={part} problems={problems} prefix={`parts.${at}.`} />
      </section>
    ))}
    {draft.figure && <p>图：{draft.figure}</p>}
    {draft.explanation.length > 0 && (
      <div className="staged-key">
        <strong>解析</strong> <Text rich={draft.explanation} />
      </div>
    )}
  </article>
)
