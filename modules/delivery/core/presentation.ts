import { type PaperItem, type PaperOfSeat, plainText } from './paper.ts'
import type { SeatRules } from './room.rules.ts'

type Random = () => number

/** 32 bits of a text (FNV-1a), then numbers from 0 to 1 (mulberry32): the same seed gives the same order for ever. */
const randomOf = (seed: string): Random => {
  let state = 0x811c9dc5
  for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0)!, 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const shuffled = <T>(all: readonly T[], random: Random): T[] => {
  const mixed = [...all]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!]
  }
  return mixed
}

/** Runs of neighbours that `same` holds together. */
const runs = <T>(all: readonly T[], same: (one: T, next: T) => boolean): T[][] => {
  const found: T[][] = []
  for (const one of all) {
    const last = found.at(-1)
    if (last && same(last.at(-1)!, one)) last.push(one)
    else found.push([one])
  }
  return found
}

const sharesMaterial = (one: PaperItem, next: PaperItem): boolean =>
  one.material !== undefined && JSON.stringify(one.material) === JSON.stringify(next.material)

/** What a block of items holds, so that single choices stay before multiple ones as the paper has them. */
const kindOf = (block: readonly PaperItem[]): string => [...new Set(block.map(({ type }) => type))].join()

/** Sections and questions on one material stay together; within a section the order is drawn. */
const itemOrder = (items: readonly PaperItem[], random: Random): PaperItem[] =>
  runs(runs(items, sharesMaterial), (one, next) => kindOf(one) === kindOf(next)).flatMap((section) =>
    shuffled(section, random).flat(),
  )

const namesOthers =
  /以上|上述|前述|[都均全]不?(对|错|正确|错误|是|可|选)|(^|[^A-Za-z])[A-H]\s*(项|[、，,和与及或])|选项?\s*[A-H]|[①②③④⑤⑥]/

/** Whether another order would change the sense: an option names others, or there are but right and wrong. */
const keepsOrder = (item: PaperItem): boolean =>
  item.type === 'judge' ||
  [item.stem, ...item.options.map(({ content }) => content)].some((rich, at) =>
    (at === 0 ? /选项?\s*[A-H]/ : namesOthers).test(plainText(rich)),
  )

/**
 * The paper as one candidate gets it. Options keep their true labels, whatever letters are shown beside them, so what
 * is stored and scored does not depend on the order.
 */
export const arrangedFor = (
  paper: PaperOfSeat,
  { itemOrder: ofItems, optionOrder: ofOptions }: Pick<SeatRules, 'itemOrder' | 'optionOrder'>,
  seed: string,
): PaperOfSeat => {
  const items = ofItems === 'seeded' ? itemOrder(paper.items, randomOf(`${seed}/items`)) : paper.items
  return {
    ...paper,
    items: items.map((item) =>
      ofOptions === 'paper' || keepsOrder(item)
        ? item
        : { ...item, options: shuffled(item.options, randomOf(`${seed}/${item.id}`)) },
    ),
  }
}

/** The letter shown beside the option at a place. */
export const letterAt = (place: number): string => String.fromCharCode(65 + place)
