import type { ResultBundle } from '#modules/delivery/core/bundle.ts'
import { canonicalJson } from '#modules/delivery/core/paper.ts'
import type { Json } from '#platform/contract/verdict.ts'

const takeOvers = ({ events }: ResultBundle): number =>
  events.filter(({ kind }) => kind === 'taken-over').length

const shown = 12

/** In which two results of one sitting differ, in words for whoever decides between them. */
export const differenceInWords = (
  taken: ResultBundle,
  other: ResultBundle,
  seatOf: (candidate: string) => string,
): string => {
  const before = new Map(taken.seats.map((seat) => [seat.candidate, seat]))
  const text = (value: unknown) => canonicalJson(value as Json)
  const seats = other.seats
    .filter(({ candidate, answers, status }) => {
      const first = before.get(candidate)
      return text(first?.answers ?? {}) !== text(answers) || first?.status !== status
    })
    .map(({ candidate }) => seatOf(candidate))
  const names = seats.slice(0, shown).join('、') + (seats.length > shown ? '等' : '')
  const answers =
    seats.length === 0 ? '各座位作答相同' : `${seats.length} 个座位的作答或交卷情况不同（${names}）`
  const [own, others] = [takeOvers(taken), takeOvers(other)]
  const overs = own === others ? '' : `；已接收的一份有 ${own} 次备机接管记录，本份有 ${others} 次`
  return `${answers}${overs}`
}
