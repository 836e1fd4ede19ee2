import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { type FontRole, openFontShelf, systemFontFolders } from './fonts.ts'

const shelf = openFontShelf([path.resolve('data/fonts'), ...systemFontFolders])
const without = (role: FontRole) => (shelf.playing(role) ? false : `this machine has no font for ${role}`)
const rare = '䶮㛃𬭎𫖮𡋤'

test('the serif draws rare characters of names, those beyond the basic plane included', {
  skip: without('serif'),
}, () => {
  assert.deepEqual(shelf.coverage(shelf.playing('serif')!.family, `张伟·热孜万 ABC 2026${rare}`), [])
})

test('FandolFang lacks the rare characters and says which, each once', {
  skip: shelf.playing('fangsong')?.family === 'FandolFang R' ? false : 'FangSong here is another font',
}, () => {
  assert.deepEqual(shelf.coverage('FandolFang R', `张伟${rare}${rare}`), [...rare])
})

test('spaces, line ends and invisible joiners are not missing characters', { skip: without('serif') }, () => {
  assert.deepEqual(shelf.coverage(shelf.playing('serif')!.family, ' \t\r\n\u200b\ufe0f\u{e0100}'), [])
})

test('a family that is not on the shelf is a fault, not full coverage', () => {
  assert.throws(() => shelf.coverage('No Such Family', '张'), /not on this machine/)
})

test('no folder, no families', () => {
  const empty = openFontShelf([path.resolve('data/no-such-folder')])
  assert.deepEqual(empty.families(), [])
  assert.equal(empty.playing('fangsong'), undefined)
})
