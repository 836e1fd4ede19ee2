import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import sharp from 'sharp'
import { endOfJpeg } from './jpeg-end.ts'
import {
  examinePicture,
  fitPortrait,
  type PortraitFault,
  type PortraitRules,
  portraitFaults,
} from './portrait.ts'

interface Truth {
  readonly rules: { readonly maxBytes: number }
  readonly photos: readonly {
    readonly file: string
    readonly verdict: 'good' | 'bad'
    readonly reason: string | null
  }[]
}

const truth = JSON.parse(readFileSync('demo/data/photos.truth.json', 'utf8')) as Truth
const photo = (file: string) => readFileSync(`demo/data/photos/${file}`)
const photoFor = (reason: string) => photo(truth.photos.find((each) => each.reason === reason)!.file)
const good = photo(truth.photos[0]!.file)
const rules: PortraitRules = {
  formats: ['jpeg'],
  maxBytes: truth.rules.maxBytes,
  minWidth: 200,
  minHeight: 280,
  minAspect: 1.2,
  maxAspect: 1.6,
  minBackgroundWhiteness: 0.9,
  colour: true,
}
const faults = async (bytes: Uint8Array, changed: Partial<PortraitRules> = {}) =>
  portraitFaults(await examinePicture(bytes), { ...rules, ...changed })

const expected: Readonly<Record<string, PortraitFault>> = {
  'png-format': 'wrong-format',
  'png-content-named-jpg': 'wrong-format',
  'over-20-kb': 'too-many-bytes',
  'blue-background': 'background-not-white',
  landscape: 'wrong-aspect',
  'too-small-50x70': 'too-few-pixels',
  truncated: 'damaged',
  'corrupted-bytes': 'wrong-format',
  'polyglot-jpeg-plus-zip': 'data-after-picture',
  'executable-renamed': 'wrong-format',
}

for (const { file, verdict, reason } of truth.photos) {
  test(`${file} is ${reason ?? verdict}`, async () => {
    const found = await faults(photo(file))
    if (reason === null) assert.deepEqual(found, [])
    else assert.equal(found[0], expected[reason])
  })
}

const plain = (background: string, width = 295, height = 413) =>
  sharp({ create: { width, height, channels: 3, background } })

test('a greyscale picture has no colour, in one channel or in three', async () => {
  const grey = await sharp(good).greyscale().jpeg().toBuffer()
  const spread = await sharp(good).greyscale().toColourspace('srgb').jpeg().toBuffer()
  for (const bytes of [grey, spread]) assert.deepEqual(await faults(bytes), ['no-colour'])
  assert.deepEqual(await faults(grey, { colour: false }), [])
})

test('a background is as white as the share of its border, and the threshold is the caller’s', async () => {
  const half = await plain('#ffffff')
    .composite([
      { input: { create: { width: 148, height: 413, channels: 3, background: '#3060c0' } }, left: 0, top: 0 },
    ])
    .jpeg()
    .toBuffer()
  const { backgroundWhiteness } = await examinePicture(half)
  assert.ok(backgroundWhiteness > 0.4 && backgroundWhiteness < 0.6, String(backgroundWhiteness))
  assert.deepEqual(await faults(half), ['background-not-white'])
  assert.deepEqual(await faults(half, { minBackgroundWhiteness: 0.3 }), [])
  const grey = await plain('#e6e6e6').jpeg().toBuffer()
  assert.equal((await examinePicture(grey)).backgroundWhiteness, 1)
  assert.equal((await examinePicture(grey, 240)).backgroundWhiteness, 0)
})

test('a picture turned by its camera is measured as it is shown', async () => {
  const turned = await plain('#ffffff', 413, 295).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const { width, height } = await examinePicture(turned)
  assert.deepEqual([width, height], [295, 413])
})

test('a byte lost in the middle of the picture data is damage', async () => {
  const broken = Buffer.concat([
    good.subarray(0, 5000),
    Buffer.from([0xff, 0xc0, 0xff, 0x01]),
    good.subarray(5040),
  ])
  assert.deepEqual(await faults(broken), ['damaged'])
})

test('any bytes at all are examined without an exception', async () => {
  for (const bytes of [new Uint8Array(), new Uint8Array([0xff, 0xd8, 0xff]), good.subarray(0, 30)]) {
    assert.equal((await examinePicture(bytes)).whole, false)
  }
})

test('the end of a JPEG is its own end marker, progressive and with a thumbnail inside too', async () => {
  const progressive = await sharp(good).jpeg({ progressive: true }).toBuffer()
  for (const bytes of [good, progressive]) {
    assert.equal(endOfJpeg(bytes), bytes.length)
    assert.equal(endOfJpeg(Buffer.concat([bytes, Buffer.from('PK')])), bytes.length)
    assert.equal(endOfJpeg(bytes.subarray(0, -2)), undefined)
  }
  const thumbnail = Buffer.from([0xff, 0xe1, 0x00, 0x06, 0xff, 0xd8, 0xff, 0xd9])
  const carrying = Buffer.concat([good.subarray(0, 2), thumbnail, good.subarray(2)])
  assert.equal(endOfJpeg(carrying), carrying.length)
})

test('a large picture is cut to the frame and kept within the bytes allowed, as good as they allow', async () => {
  const noise = await sharp({
    create: {
      width: 1600,
      height: 1200,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer()
  const fitted = (await fitPortrait(noise, { width: 295, height: 413, maxBytes: 20_480 }))!
  assert.ok(fitted.length <= 20_480 && fitted.length > 17_000, String(fitted.length))
  const { format, width, height, whole } = await examinePicture(fitted)
  assert.deepEqual([format, width, height, whole], ['jpeg', 295, 413, true])
})

test('what is appended to a picture or written beside its pixels does not survive fitting', async () => {
  const fitted = (await fitPortrait(photoFor('polyglot-jpeg-plus-zip'), {
    width: 295,
    height: 413,
    maxBytes: 20_480,
  }))!
  assert.deepEqual(await faults(fitted), [])
  const located = await plain('#ffffff')
    .jpeg()
    .withExif({ IFD0: { Copyright: 'somebody' } })
    .toBuffer()
  assert.ok(located.includes('somebody'))
  assert.ok(
    !Buffer.from((await fitPortrait(located, { width: 295, height: 413, maxBytes: 20_480 }))!).includes(
      'somebody',
    ),
  )
})

test('a photo of another format or too large becomes good; what is no picture or cannot fit does not', async () => {
  for (const reason of ['png-format', 'over-20-kb']) {
    assert.deepEqual(
      await faults((await fitPortrait(photoFor(reason), { width: 295, height: 413, maxBytes: 20_480 }))!),
      [],
    )
  }
  assert.equal(
    await fitPortrait(photoFor('executable-renamed'), { width: 295, height: 413, maxBytes: 20_480 }),
    undefined,
  )
  assert.equal(
    await fitPortrait(photoFor('truncated'), { width: 295, height: 413, maxBytes: 20_480 }),
    undefined,
  )
  assert.equal(await fitPortrait(good, { width: 295, height: 413, maxBytes: 500 }), undefined)
})
