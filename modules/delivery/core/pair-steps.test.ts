import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { chain, type Draft, type Entry } from './journal.ts'
import { pairSteps } from './pair-steps.ts'

const sm3 = (text: string): string => createHash('sm3').update(text).digest('hex')

const journal = (
  lines: readonly (readonly [kind: Draft['kind'], actor: string, body: object])[],
): Entry[] => {
  const entries: Entry[] = []
  for (const [kind, actor, body] of lines) {
    const { seq, hash } = entries.at(-1) ?? { seq: 0, hash: '' }
    const draft = { kind, seat: null, actor, body, at: '2026-12-26T01:00:00.000Z' }
    entries.push(chain({ seq, hash }, draft as unknown as Draft & { at: string }, sm3))
  }
  return entries
}

test('SDS-4.4-40 the room record tells of a lost standby, a take-over with who and why, and a record that somebody misses', () => {
  const order = { node: 'http://b', from: 'http://a', reason: '主机断电', confirmed: true }
  const entries = journal([
    ['check-in-opened', 'j01', { checked: [] }],
    ['standby-lost', 'room', { standby: 'http://b', cause: 'silent' }],
    ['taken-over', 'z01', { epoch: 2, ...order, lastHeardAt: null, clockAhead: 0 }],
    ['head-missing', 'room', { witness: '07', seq: 31, hash: 'h', finding: 'differs' }],
  ])
  const steps = pairSteps(entries, (actor) => (actor === 'z01' ? '张负责' : '考场系统'))
  assert.deepEqual(
    steps.map(({ title, person, remark }) => [title, person, remark]),
    [
      ['备机断开', '考场系统', 'http://b：没有应答'],
      ['备机接管', '张负责', '由 http://b 接替 http://a：主机断电'],
      ['考场记录告警', '考场系统', '07 号座位见过第 31 条记录，现在的记录与之不符'],
    ],
  )
  assert.ok(steps.every(({ at }) => at === '2026-12-26T01:00:00.000Z'))
})
