import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { dayText, instantText, shortDayText, wallTime } from './day-text.ts'
import { defineRefusals, renderingOf } from './refusals.ts'
import { columnX, extentOf, neighbour, type RoomGeometry, rowY, type Seat, size } from './room-geometry.ts'
import { addressOf, queryString } from './transport.ts'

test('days and instants read as the documents write them, in China, whatever the zone of the machine', () => {
  assert.equal(dayText('2026-11-20'), '2026年11月20日')
  assert.equal(shortDayText('2026-01-08'), '1月8日')
  assert.equal(instantText('2026-11-20T01:00:00Z'), '2026年11月20日 09:00')
  assert.equal(instantText('2026-12-31T16:30:00Z'), '2027年1月1日 00:30')
  assert.equal(dayText('待定'), '待定')
  assert.equal(wallTime('2026-11-30T17:05:00Z'), '2026-12-01T01:05')
})

test('a query string repeats arrays and leaves out what is empty', () => {
  assert.equal(addressOf('plan.detail'), '/api/plan/detail')
  assert.equal(
    queryString({ page: 1, name: '电工', state: ['a', 'b'], none: undefined, empty: '' }),
    '?page=1&name=%E7%94%B5%E5%B7%A5&state=a&state=b',
  )
  assert.equal(queryString({}), '')
})

const room: RoomGeometry = { rows: 3, columns: 4, aislesAfter: [2], door: 'back-left' }
const seat = (row: number, column: number): Seat => ({ row, column, label: '', state: 'empty' })
const seats = [seat(1, 1), seat(1, 2), seat(1, 4), seat(2, 1), seat(3, 3)]

test('seats stand where they are: an aisle moves every column behind it', () => {
  const step = size.seat + size.gap
  assert.equal(columnX(room, 2) - columnX(room, 1), step)
  assert.equal(columnX(room, 3) - columnX(room, 2), step + size.aisle)
  assert.equal(rowY(3) - rowY(1), 2 * step)
  assert.equal(extentOf(room).width, 2 * size.margin + 4 * size.seat + 3 * size.gap + size.aisle)
})

test('an arrow leads to the nearest seat in its direction, over gaps, and nowhere at the edge', () => {
  assert.deepEqual(neighbour(seats, seats[1]!, 'ArrowRight'), seats[2])
  assert.deepEqual(neighbour(seats, seats[2]!, 'ArrowDown'), seats[4])
  assert.deepEqual(neighbour(seats, seats[0]!, 'ArrowDown'), seats[3])
  assert.equal(neighbour(seats, seats[0]!, 'ArrowLeft'), undefined)
  assert.equal(neighbour(seats, seats[0]!, 'Tab'), undefined)
})

const refused = (code: string) => ({ refused: true as const, code, sentence: '', remedy: '', clauses: [] })

test('a refusal is rendered by its module, else by the general book', () => {
  const book = defineRefusals<{ readonly refusals: readonly ['LATE'] }>()({ LATE: { what: '计划未能提交' } })
  assert.equal(renderingOf(refused('LATE'), book).what, '计划未能提交')
  assert.equal(renderingOf(refused('VERSION_CONFLICT'), book).what, '内容已被他人更新')
})

const luminance = (hex: string) => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

test('every text colour reaches 4.5 : 1 on its ground, in the light and the dark theme', () => {
  const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8')
  const themes = [css.slice(0, css.indexOf('data-reader')), css.slice(css.indexOf('data-theme'))]
  for (const theme of themes) {
    const colour = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(theme)![1]!
    const pairs = [
      ...['accent', 'amber', 'green', 'red', 'grey'].map((name) => [name, `${name}-soft`] as const),
      ...['text', 'text-quiet', 'accent', 'red', 'amber'].map((name) => [name, 'surface'] as const),
      ['text-quiet', 'page'] as const,
      ['on-accent', 'accent'] as const,
    ]
    for (const [text, ground] of pairs)
      assert.ok(contrast(colour(text), colour(ground)) >= 4.5, `${text} on ${ground}`)
  }
})
