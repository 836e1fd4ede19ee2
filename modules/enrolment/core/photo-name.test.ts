import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPhotoName } from './photo-name.ts'

const number = '653101200901299663'

test('SDS-3.2-04 a photo is known by number, name and number, or number and name, in any folder', () => {
  const named = { number, name: '热孜万·玉素甫' }
  assert.deepEqual(readPhotoName(`照片/热孜万·玉素甫-${number}.jpg`), named)
  assert.deepEqual(readPhotoName(`${number}-热孜万·玉素甫.JPG`), named)
  assert.deepEqual(readPhotoName(`C:\\照片\\${number}_热孜万·玉素甫.jpeg`), named)
  assert.deepEqual(readPhotoName(`${number}.jpg`), { number, name: null })
  assert.deepEqual(readPhotoName('13010219760615951x.jpg'), { number: '13010219760615951X', name: null })
})

test('SDS-3.2-04 a photo whose name has no number, two numbers or more parts is not guessed at', () => {
  for (const name of ['尹秀.jpg', `${number}-370102199001011234.jpg`, `尹秀-${number}-二班.jpg`, '-.jpg', ''])
    assert.equal(readPhotoName(name), null, name)
})
