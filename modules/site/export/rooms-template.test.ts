import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day } from '#platform/clock/day.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { siteLaw } from '../core/law.ts'
import { sheetKeys } from '../core/rooms-book.ts'
import { parseRoomsBook } from '../import/rooms.parser.ts'
import { roomsTemplate } from './rooms-template.ts'

const committed = readFileSync(
  new URL('../../../apps/portals/organisation/screens/site-import/rooms-template.xlsx', import.meta.url),
)

test('the template offered for download is the one this code writes, and the import reads it as empty', async () => {
  const written = await writeWorkbook(roomsTemplate(siteLaw(day('2026-11-20'))))
  assert.equal(Buffer.compare(Buffer.from(written), committed), 0)
  const read = await parseRoomsBook(committed)
  assert.deepEqual(
    read.refused ? read.sentence : sheetKeys.map((key) => read.value[key].length),
    [0, 0, 0, 0, 0, 0],
  )
})
