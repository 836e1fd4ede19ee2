import { type KeyboardEvent, useMemo, useRef } from 'react'
import { RichInline, type RichParts, RichView } from '#apps/rich/rich-view.tsx'
import type { PaperItem } from '#modules/delivery/core/paper.ts'
import { partsOfPaper } from './rich-parts.tsx'
import type { SeatSession } from './seat-session.ts'
import { isAnswered, pendingItems, pressed, type SeatSnapshot } from './seat-state.ts'

const typeWords = { single: '单选题', multiple: '多选题', judge: '判断题' } as const

interface Props {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
  readonly item: PaperItem
}

const savedWords = (seat: SeatSnapshot, item: PaperItem): string => {
  if (pendingItems(seat).has(item.id)) return seat.online ? '正在保存……' : '本机已保存，待上传'
  return isAnswered(seat, item.id) ? '✓ 本题已保存' : '本题未作答'
}

const Options = ({ session, seat, item, parts }: Props & { readonly parts: RichParts }) => {
  const list = useRef<HTMLFieldSetElement>(null)
  const choice = seat.answers[item.id] ?? []
  const single = item.type !== 'multiple'
  const move = (step: number): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  const turn = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else return
    event.preventDefault()
  }
  return (
    <fieldset ref={list} className="options" onKeyDown={turn}>
      <legend className="unseen">{single ? '选项，选择一项' : '选项，可选择多项'}</legend>
      {item.options.map(({ label, content }) => (
        <button
          key={label}
          type="button"
          aria-pressed={choice.includes(label)}
          onClick={() => session.choose(item.id, pressed(item.type, choice, label))}
        >
          <span className="label">
            {choice.includes(label) ? '✓' : ''}
            {label}
          </span>
          <RichInline rich={content} parts={parts} />
        </button>
      ))}
    </fieldset>
  )
}

/** One question: its kind and points, stem, options, and the ways on. */
export const Question = ({ session, seat, item }: Props) => {
  const { position, paper } = seat
  const marked = seat.marked.has(item.id)
  const parts = useMemo(() => partsOfPaper(paper), [paper])
  return (
    <article className="question">
      <p className="kind soft">
        第 {position + 1} 题，共 {paper?.items.length} 题 · {typeWords[item.type]} · {item.points} 分
      </p>
      {item.material && (
        <section className="material" aria-label="材料">
          <RichView rich={item.material} parts={parts} />
        </section>
      )}
      <h2>
        <RichInline rich={item.stem} parts={parts} />
      </h2>
      <Options session={session} seat={seat} item={item} parts={parts} />
      <p className="saved soft" role="status">
        {savedWords(seat, item)}
      </p>
      <div className="row">
        <button type="button" disabled={position === 0} onClick={() => session.goTo(position - 1)}>
          上一题
        </button>
        <button
          type="button"
          disabled={position + 1 === paper?.items.length}
          onClick={() => session.goTo(position + 1)}
        >
          下一题
        </button>
        <button type="button" aria-pressed={marked} onClick={() => session.mark(item.id, !marked)}>
          {marked ? '⚑ 取消标记' : '⚐ 标记复查'}
        </button>
      </div>
    </article>
  )
}
