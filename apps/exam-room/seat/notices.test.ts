import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainSeatRules } from '#modules/delivery/core/room.rules.ts'
import type { AnnouncementOnSeat } from '../desk.port.ts'
import { noticesAt } from './notices.ts'
import { emptySeat, type SeatSnapshot } from './seat-state.ts'

const at = (time: string): number => Date.parse(`2026-12-26T${time}:00+08:00`)

const reminder = { id: 'end-15', minutes: 15, text: '距考试结束还有15分钟，请掌握进度和时间。' }

const seatUntil = (end: string, announcements: readonly AnnouncementOnSeat[] = []): SeatSnapshot =>
  ({
    ...emptySeat,
    profile: { rules: { ...plainSeatRules, endReminders: [reminder] } },
    standing: { end: new Date(at(end)).toISOString(), announcements },
  }) as unknown as SeatSnapshot

const texts = (seat: SeatSnapshot, time: string, read: readonly string[] = []) =>
  noticesAt(seat, at(time), new Set(read)).map(({ text }) => text)

test('HN-2.6-05 end 10:30: the reminder stands on the machine from 10:15, without any call of the room', () => {
  const seat = seatUntil('10:30')
  assert.deepEqual(texts(seat, '10:14'), [])
  assert.deepEqual(texts(seat, '10:15'), [reminder.text])
  assert.deepEqual(texts(seat, '10:15', ['end-15']), [], 'taken note of')
  assert.deepEqual(texts(seat, '10:30'), [])
})

test('HN-2.6-05 an extension moves the reminder, and one that the room calls out too is shown once', () => {
  assert.deepEqual(texts(seatUntil('10:40'), '10:15'), [])
  const called = { id: 'end-15', at: new Date(at('10:15')).toISOString(), text: '还有15分钟。' }
  const other = { id: 'q3', at: new Date(at('09:20')).toISOString(), text: '第3题“千瓦”应为“瓦”。' }
  assert.deepEqual(texts(seatUntil('10:30', [called, other]), '10:16'), [other.text, called.text])
})
