import type { ItemType, PaperItem } from '#modules/delivery/core/paper.ts'
import { isAnswered, type SeatSnapshot, unansweredCount } from './seat-state.ts'

const typeWords: { readonly [T in ItemType]: string } = {
  single: '单选题',
  multiple: '多选题',
  judge: '判断题',
}

interface Numbered {
  readonly item: PaperItem
  readonly position: number
}

/** Consecutive items of one kind make a section, so the card keeps the order of the paper. */
const sections = (items: readonly PaperItem[]): Numbered[][] => {
  const all: Numbered[][] = []
  items.forEach((item, position) => {
    const last = all.at(-1)
    if (last?.[0]?.item.type === item.type) last.push({ item, position })
    else all.push([{ item, position }])
  })
  return all
}

const words = (seat: SeatSnapshot, { item, position }: Numbered): string =>
  [
    `第 ${position + 1} 题`,
    isAnswered(seat, item.id) ? '已答' : '未答',
    ...(seat.marked.has(item.id) ? ['已标记'] : []),
    ...(seat.position === position ? ['当前题'] : []),
  ].join('，')

const className = (seat: SeatSnapshot, { item, position }: Numbered): string =>
  [
    'number',
    isAnswered(seat, item.id) ? 'answered' : '',
    seat.marked.has(item.id) ? 'marked' : '',
    seat.position === position ? 'current' : '',
  ].join(' ')

/** Every question as a number: filled when answered, flagged when marked, framed when on screen. */
export const AnswerCard = ({
  seat,
  goTo,
  disabled,
}: {
  readonly seat: SeatSnapshot
  readonly goTo: (position: number) => void
  readonly disabled: boolean
}) => {
  const items = seat.paper?.items ?? []
  const left = unansweredCount(seat)
  const grouped = sections(items)
  const titled = grouped.length <= 6
  const groups = titled ? grouped : [items.map((item, position) => ({ item, position }))]
  return (
    <section className="card stack">
      <p className="row">
        <strong>答题卡</strong>
        <span className="soft tabular">
          已答 {items.length - left}，未答 {left}，标记 {seat.marked.size}
        </span>
      </p>
      {groups.map((group) => (
        <div key={group[0]?.item.id} className="stack section">
          {titled && <p className="soft">{typeWords[group[0]!.item.type]}</p>}
          <div className="numbers">
            {group.map((numbered) => (
              <button
                key={numbered.item.id}
                type="button"
                disabled={disabled}
                className={className(seat, numbered)}
                aria-label={words(seat, numbered)}
                aria-current={seat.position === numbered.position}
                onClick={() => goTo(numbered.position)}
              >
                {numbered.position + 1}
              </button>
            ))}
          </div>
        </div>
      ))}
      <p className="legend soft">
        <span className="number answered">1</span> 已答
        <span className="number">2</span> 未答
        <span className="number marked">3</span> 标记
      </p>
    </section>
  )
}
