import { unzipSync, zipSync } from 'fflate'
import type { Random } from '#platform/random/seeded.ts'
import { type Material, mutated } from './mutate.ts'

type Files = Record<string, Uint8Array>

const below = (limit: number, random: Random): number => Math.floor(random() * limit)

const opened = new WeakMap<Uint8Array, Files>()

const filesOf = (bytes: Uint8Array): Files => {
  const files = opened.get(bytes) ?? unzipSync(bytes)
  opened.set(bytes, files)
  return files
}

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

const names = [
  '../a.xml',
  '/a.xml',
  'a\u0000.xml',
  'IMSMANIFEST.XML',
  'a'.repeat(3000),
  '.',
  'items/',
  '题.xml',
]

const changedName = (name: string, random: Random): string =>
  random() < 0.5 ? names[below(names.length, random)]! : `${name}${below(10, random)}`

/** Parts that items are read from; a change elsewhere mostly changes nothing. */
const telling = /document\.xml$|sheet\d+\.xml$|sharedStrings|numbering|drawing|item|manifest/i

const chosenEntry = (names: readonly string[], random: Random): number => {
  const held = random() < 0.6 ? names.flatMap((name, at) => (telling.test(name) ? [at] : [])) : []
  return held.length > 0 ? held[below(held.length, random)]! : below(names.length, random)
}

/** Changes what is in a zip and packs it anew, so that the change is behind a sound directory and checksum. */
const repacked = (bytes: Uint8Array, material: Material): Uint8Array => {
  const { random, seeds } = material
  const entries = Object.entries(filesOf(bytes))
  const at = chosenEntry(Object.keys(filesOf(bytes)), random)
  const [name, content] = entries[at]!
  const chance = random()
  if (chance < 0.8)
    entries[at] = [name, mutated(content, { ...material, seeds: entries.map(([, file]) => file) })]
  else if (chance < 0.85) entries.splice(at, 1)
  else if (chance < 0.9) entries.push([changedName(name, random), content])
  else if (chance < 0.95) entries[at] = [changedName(name, random), content]
  else {
    const others = Object.entries(filesOf(seeds.filter(isZip)[below(seeds.filter(isZip).length, random)]!))
    entries.push(others[below(others.length, random)]!)
  }
  return zipSync(Object.fromEntries(entries), { level: random() < 0.96 ? 0 : 1 })
}

/** A changed file of a family: text and XML as they are, packages mostly from within. */
export const mutatedFile = (material: Material): Uint8Array => {
  const { seeds, random } = material
  const seed = seeds[below(seeds.length, random)]!
  if (!isZip(seed) || random() < 0.15) return mutated(seed, material)
  const once = repacked(seed, material)
  return random() < 0.1 ? mutated(once, material) : once
}
