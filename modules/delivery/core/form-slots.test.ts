import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formSlots } from './form-slots.ts'

const room = (roomId: string, rows: number, columns: number) =>
  Array.from({ length: rows * columns }, (_, at) => ({
    roomId,
    row: Math.floor(at / columns) + 1,
    column: (at % columns) + 1,
  }))

const clashes = (forms: number, corners: boolean): number => {
  const places = room('a', 6, 5)
  const slots = formSlots(places, forms)
  return places.filter((one, at) =>
    places.some((other, with_) => {
      const [down, over] = [Math.abs(one.row - other.row), Math.abs(one.column - other.column)]
      const near = corners ? Math.max(down, over) === 1 : down + over === 1
      return near && slots[at] === slots[with_]
    }),
  ).length
}

test('neighbours beside and before each other never have the same form; from four forms on nobody around has', () => {
  for (const forms of [2, 3, 4, 5, 6, 7]) assert.equal(clashes(forms, false), 0, `${forms} forms`)
  for (const forms of [4, 5, 6, 7]) assert.equal(clashes(forms, true), 0, `${forms} forms with corners`)
})

test('a form for everybody is given to nobody twice, over all rooms of the session', () => {
  const places = [...room('a', 2, 3), ...room('b', 2, 3)]
  assert.equal(new Set(formSlots(places, 12)).size, 12)
  assert.deepEqual(
    formSlots(places, 1),
    places.map(() => 0),
  )
})
