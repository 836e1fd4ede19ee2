import type { Random } from '#platform/random/seeded.ts'
import { mutatedXml } from './mutate-xml.ts'

/** Everything a mutation may draw from. */
export interface Material {
  readonly seeds: readonly Uint8Array[]
  readonly tokens: readonly string[]
  readonly random: Random
}

const below = (limit: number, random: Random): number => Math.floor(random() * limit)
const pick = <T>(list: readonly T[], random: Random): T => list[below(list.length, random)]!
const most = 1_000_000

const joined = (...pieces: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat(pieces).subarray(0, most))

/** A stretch of up to a few hundred bytes. */
const stretch = (bytes: Uint8Array, random: Random): readonly [number, number] => {
  const from = below(bytes.length + 1, random)
  return [from, Math.min(bytes.length, from + 1 + below(random() < 0.7 ? 16 : 600, random))]
}

type Mutation = (bytes: Uint8Array, material: Material) => Uint8Array

const flip: Mutation = (bytes, { random }) => {
  const copy = bytes.slice()
  for (let count = 1 + below(8, random); count > 0 && copy.length > 0; count--) {
    const at = below(copy.length, random)
    copy[at] = random() < 0.7 ? 32 + below(95, random) : copy[at]! ^ (1 << below(8, random))
  }
  return copy
}

const remove: Mutation = (bytes, { random }) => {
  const [from, to] = stretch(bytes, random)
  return joined(bytes.subarray(0, from), bytes.subarray(to))
}

const repeat: Mutation = (bytes, { random }) => {
  const [from, to] = stretch(bytes, random)
  const times = random() < 0.02 ? 2000 : 1 + below(4, random)
  const piece = bytes.subarray(from, to)
  return joined(bytes.subarray(0, to), ...Array.from({ length: times }, () => piece), bytes.subarray(to))
}

const swap: Mutation = (bytes, { random }) => {
  const [a, b, c] = Array.from({ length: 3 }, () => below(bytes.length + 1, random)).sort((x, y) => x - y)
  return joined(bytes.subarray(0, a), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(c))
}

const splice: Mutation = (bytes, { seeds, random }) => {
  const other = pick(seeds, random)
  const [from, to] = stretch(bytes, random)
  const start = below(other.length + 1, random)
  const taken = other.subarray(start, start + below(2000, random))
  return joined(bytes.subarray(0, from), taken, bytes.subarray(to))
}

const truncate: Mutation = (bytes, { random }) => bytes.subarray(0, below(bytes.length + 1, random))

const insertToken: Mutation = (bytes, { tokens, random }) => {
  const token = Buffer.from(pick(tokens, random))
  const times = random() < 0.02 ? 500 : 1
  const at = below(bytes.length + 1, random)
  return joined(bytes.subarray(0, at), ...Array.from({ length: times }, () => token), bytes.subarray(at))
}

/** Cuts text at its marks and drops, doubles, moves or changes one of the pieces. */
const restructure: Mutation = (bytes, { seeds, tokens, random }) => {
  const pieces = Buffer.from(bytes)
    .toString('utf8')
    .split(/(?<=[>}\n])|(?=[<{=~])/)
  const at = below(pieces.length, random)
  const foreign = () =>
    pick(
      Buffer.from(pick(seeds, random))
        .toString('utf8')
        .split(/(?<=[>}\n])|(?=[<{=~])/),
      random,
    )
  const changes: readonly (() => void)[] = [
    () => pieces.splice(at, 1),
    () => pieces.splice(at, 0, pieces[at]!),
    () => pieces.splice(below(pieces.length, random), 0, ...pieces.splice(at, 1 + below(4, random))),
    () => pieces.splice(at, 1, pick(tokens, random)),
    () => pieces.splice(at, 0, foreign()),
    () =>
      pieces.splice(
        at,
        1,
        pieces[at]!.replace(/\d+/, () => pick(['0', '-1', '99999999999', '1e309', 'NaN'], random)),
      ),
    () =>
      pieces.splice(
        at,
        1,
        pieces[at]!.replace(/"[^"]*"/, () => `"${pick(tokens, random)}"`),
      ),
  ]
  pick(changes, random)()
  return new Uint8Array(Buffer.from(pieces.join('')).subarray(0, most))
}

const mutations: readonly Mutation[] = [
  ...[flip, remove, repeat, swap, splice, truncate, insertToken, insertToken],
  ...[restructure, restructure, restructure, restructure],
]

const isXml = (bytes: Uint8Array): boolean => bytes[0] === 0x3c

/** One to four changes, one after the other; XML mostly by its elements. */
export const mutated = (bytes: Uint8Array, material: Material): Uint8Array => {
  const { random } = material
  let changed = bytes
  if (isXml(bytes) && random() < 0.75) {
    let text = Buffer.from(bytes).toString('utf8')
    for (let count = 1 + below(5, random); count > 0; count--) text = mutatedXml(text, material)
    return new Uint8Array(Buffer.from(text))
  }
  for (let count = 1 + below(4, material.random); count > 0; count--)
    changed = pick(mutations, material.random)(changed, material)
  return changed
}
