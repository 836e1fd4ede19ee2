import { test } from 'node:test'
import { openStage } from './harness.ts'
import { fileOrganisation } from './journey/01-filing.ts'
import { confirmSite, importRooms } from './journey/02-site.ts'
import { assemblePapers, fillBank } from './journey/03-item-bank.ts'
import { draftPlan, publishNotice, publishPlan } from './journey/04-plan.ts'
import { enrolOnPhone, importRoster } from './journey/05-enrolment.ts'
import { forward, review } from './journey/06-review.ts'
import { arrange, printSheets, staffSession, tickets } from './journey/07-arrangement.ts'
import { takeSteps } from './journey/steps.ts'
import { openWalk } from './journey/walk.ts'

/** Theory sessions of the roster, and one paper in reserve. */
const papers = 8

test('one batch of two thousand in the browser: from the filed organisation to the tickets', async (t) => {
  const stage = await openStage()
  const walk = openWalk(stage)
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'SDS-1.0-01 SDS-A1-03 the city files an organisation with its code and scope',
      () => fileOrganisation(walk),
    ],
    [
      'SDS-4.1-01 SDS-A3-15 rooms by workbook, their places written, the site submitted',
      () => importRooms(walk),
    ],
    ['SDS-4.1-01 the city confirms the site', () => confirmSite(walk)],
    ['SDS-4.2-07 blueprint and items, after the undertaking', () => fillBank(walk)],
    ['SDS-4.2-03 papers assembled by one and reviewed by another', () => assemblePapers(walk, papers)],
    ['SDS-2.2-06 the annual notice, confirmed and published', () => publishNotice(walk)],
    ['SDS-3.1-01 a plan that breaks the lead time is refused with its clause', () => draftPlan(walk)],
    ['SDS-3.1-04 the plan published; a second batch is refused until it is closed', () => publishPlan(walk)],
    ['SDS-3.2-01 SDS-3.2-04 SDS-3.2-06 a candidate enrols on a phone', () => enrolOnPhone(walk)],
    [
      'SDS-3.3-03 two thousand by roster: 55 refused for their own reasons; again nothing',
      () => importRoster(walk),
    ],
    ['SDS-3.3-09 SDS-3.3-10 review: in bulk where clean, one by hand', () => review(walk)],
    ['SDS-3.4-01 SDS-3.4-02 SDS-3.4-03 paid, locked, forwarded with Annexes 3 and 4', () => forward(walk)],
    ['SDS-4.1-18 sessions and seats for everyone, published', () => arrange(walk)],
    ['SDS-4.1-08 the staff of the sessions', () => staffSession(walk)],
    ['SDS-4.1-18 sign-in, door and desk sheets', () => printSheets(walk)],
    ['SDS-3.1-06 tickets in their window, singly and all in one job', () => tickets(walk)],
  ]
  try {
    await takeSteps(t, steps)
  } finally {
    await stage.close()
  }
})
