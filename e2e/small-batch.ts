import {
  confirmSite,
  enrolRoster,
  fillItemBank,
  grantScope,
  publishPlan,
  reviewAll,
  type Walk,
} from './walk.ts'
import { arrange, staffSessions } from './walk-arrange.ts'
import { enrolOneself, smallRoster } from './walk-enrol.ts'
import { sealOnePaper } from './walk-papers.ts'

/** A few of the roster and one who enrolled himself, seated in one room; of papers and staff nothing yet. */
export const seatSmallBatch = async (walk: Walk, people: number): Promise<void> => {
  await grantScope(walk)
  await confirmSite(walk)
  await fillItemBank(walk)
  await publishPlan(walk)
  await enrolOneself(walk)
  await enrolRoster(walk, await smallRoster(people))
  await reviewAll(walk)
  await arrange(walk)
}

/** The same on the morning of its examination: its paper sealed, its staff drawn. */
export const readySmallBatch = async (walk: Walk, people: number): Promise<void> => {
  await seatSmallBatch(walk, people)
  await sealOnePaper(walk)
  await staffSessions(walk)
}
