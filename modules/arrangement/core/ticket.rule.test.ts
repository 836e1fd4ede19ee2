import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regime } from '#modules/policy/core/regime.ts'
import { day } from '#platform/clock/day.ts'
import { checkTicketWindow, ticketNumber, ticketOpensOn } from './ticket.rule.ts'

const { issue } = regime('shandong-social', day('2023-05-20')).ticket
if (issue.provenance === 'not-stated') throw new Error('the pack states when tickets open')

test('SDS-3.1-06 an exam on 2023-06-10: the ticket is refused on 06-06 and open from 06-07', () => {
  const examFrom = day('2023-06-10')
  assert.equal(ticketOpensOn(issue.value, examFrom), '2023-06-07')
  const early = checkTicketWindow(issue, { examFrom, today: day('2023-06-06') })
  assert.ok(early.refused && early.code === 'TICKET_NOT_OPEN')
  assert.ok(early.clauses.includes('SDS-3.1-06'))
  assert.match(early.sentence, /2023年6月7日/)
  assert.equal(checkTicketWindow(issue, { examFrom, today: day('2023-06-07') }).refused, false)
  assert.equal(checkTicketWindow(issue, { examFrom, today: day('2023-06-10') }).refused, false)
})

test('SDS-4.1-19 numbers of one batch, of two batches and of two organisations are all different', () => {
  const of = (organisationCode: string, batchSequence: number, serial: number) =>
    ticketNumber({ year: 2026, organisationCode, batchSequence, serial })
  const numbers = ['S000037000012', 'S000037000013'].flatMap((code) =>
    [1, 12].flatMap((batch) => [1, 2, 99_999].map((serial) => of(code, batch, serial))),
  )
  assert.equal(new Set(numbers).size, numbers.length)
  assert.equal(of('S000037000012', 1, 47), '20260000120100047')
})
