import { useEffect, useMemo, useRef } from 'react'
import { RichInline, RichView } from '#apps/rich/rich-view.tsx'
import type { PaperItem } from '#modules/delivery/core/paper.ts'
import { Options } from './options.tsx'
import { partsOfPaper } from './rich-parts.tsx'
import type { SeatSession } from './seat-session.ts'
import { isAnswered, pendingItems, type SeatSnapshot } from './seat-state.ts'

const typeWords = { single: '单选题', multiple: '多选题', judge: '判断题' } as const

interface Props {
  readonly session: SeatSession
  readonly seat: SeatSnapshot
  readonly item: PaperItem
  /** Shows a picture of the paper large. */
  readonly enlarge: (picture: { readonly source: string; readonly alt: string }) => void
}

const savedWords = (seat: SeatSnapshot, item: PaperItem): string => {
  if (pendingItems(seat).has(item.id)) return seat.online ? '正在保存……' : '本机已保存，待上传'
  return isAnswered(seat, item.id) ? '✓ 本题已保存' : '本题未作答'
}

/** One question: its kind and points, material beside it where there is some, stem, options, and the ways on. */
export const Question = ({ session, seat, item, enlarge }: Props) => {
  const { position, paper } = seat
  const marked = seat.marked.has(item.id)
  const parts = useMemo(() => partsOfPaper(paper, enlarge), [paper, enlarge])
  const plain = useMemo(() => partsOfPaper(paper), [paper])
  const heading = useRef<HTMLHeadingElement>(null)
  // A new question is read out from its beginning, and the next Tab is its first option.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <article className={item.material ? 'question with-material' : 'question'}>
      <p className="kind soft">
        第 {position + 1} 题，共 {paper?.items.length} 题 · {typeWords[item.type]} · {item.points} 分
      </p>
      {item.material && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long material scrolls, also by keyboard
        <section className="material" aria-label="材料" tabIndex={0}>
          <RichView rich={item.material} parts={parts} />
        </section>
      )}
      <div className="asked">
        <h2 ref={heading} tabIndex={-1}>
          <RichInline rich={item.stem} parts={parts} />
        </h2>
        <Options session={session} seat={seat} item={item} parts={plain} />
        <p className="saved soft">{savedWords(seat, item)}</p>
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
      </div>
    </article>
  )
}
