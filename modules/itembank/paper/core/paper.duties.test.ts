import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offeredActions, type PaperStanding } from './paper.duties.ts'
import { paperStates } from './paper.machine.ts'

const standing = (changes: Partial<PaperStanding> = {}): PaperStanding => ({
  ...{
    state: 'assembled',
    assembledBy: 'author',
    satByHand: false,
    isBound: false,
    custodians: 0,
    hasRehearsal: false,
    medium: 'screen' as const,
    hasPackages: false,
  },
  ...changes,
})
const offered = (paper: PaperStanding, role: string, accountId = 'somebody') =>
  offeredActions(paper, { accountId, roles: [role] }).map(
    ({ action, enabled }) => `${action.slice('itembank.'.length)} ${enabled ? 'open' : 'shut'}`,
  )

test('the author sees why he cannot review, another person can', () => {
  const own = offeredActions(standing(), { accountId: 'author', roles: ['org-itembank'] })
  assert.equal(
    own.find(({ action }) => action === 'itembank.reviewPaper')?.refusal,
    '组卷人不能审核自己组成的试卷。',
  )
  assert.deepEqual(offered(standing(), 'org-itembank'), [
    'previewPaper open',
    'reviewPaper open',
    'bindPaper open',
    'voidPaper open',
  ])
})

test('SDS-4.2-03 a bound paper is not offered a second session', () => {
  assert.ok(offered(standing({ isBound: true }), 'org-itembank').includes('bindPaper shut'))
})

test('custodians set passphrases once the time is known, and two of them are needed for the seal', () => {
  const reviewed = { state: 'reviewed' } as const
  assert.deepEqual(offered(standing(reviewed), 'site-chief'), ['takeCustody shut'])
  const bound = { ...reviewed, isBound: true }
  assert.deepEqual(offered(standing({ ...bound, custodians: 1 }), 'org-secrecy'), [
    'takeCustody open',
    'sealPaper shut',
    'makePackages open',
    'sealRehearsal shut',
    'voidPaper open',
  ])
  assert.ok(offered(standing({ ...bound, custodians: 2 }), 'org-secrecy').includes('sealPaper open'))
})

test('a voided paper offers nothing; an opened one no way back; nobody else is offered anything', () => {
  assert.deepEqual(offered(standing({ state: 'voided' }), 'org-itembank'), [])
  const rehearsed = standing({ state: 'opened', hasRehearsal: true })
  assert.deepEqual(offered(rehearsed, 'org-secrecy'), ['openRehearsal open'])
  assert.deepEqual(offered(standing({ state: 'opened' }), 'org-secrecy'), [])
  for (const state of paperStates) assert.deepEqual(offered(standing({ state }), 'org-exam'), [])
})

test('SDS-4.2-04 C37 a screen paper in a session answered by hand is not handed to its rooms’ computers', () => {
  const screen = standing({ state: 'sealed', isBound: true, medium: 'screen' })
  const actions = (paper: PaperStanding) =>
    offeredActions(paper, { accountId: 'somebody', roles: ['org-secrecy'] }).map(({ action }) => action)
  assert.ok(actions(screen).includes('itembank.dispatchPaper'))
  assert.ok(!actions({ ...screen, satByHand: true }).includes('itembank.dispatchPaper'))
})
