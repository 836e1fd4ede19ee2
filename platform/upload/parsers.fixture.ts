// Parsers, good and bad, for the tests of the worker they run in.
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

export const countBytes = (input: Uint8Array, settings: { readonly add: number }) =>
  accept(input.length + settings.add)

export const refuseAll = (): Verdict<never, 'not-wanted'> =>
  refuse('not-wanted', { sentence: '不要。', remedy: '换一个。', clauses: [] })

export const emitInTurn = async (
  input: Uint8Array,
  count: number,
  emit: (batch: number[]) => Promise<void>,
) => {
  for (let at = 0; at < count; at++) await emit([at, input[0] ?? -1])
  return accept(count)
}

export const breakDown = () => {
  throw new Error('parser broke')
}

export const leave = () => process.exit(3)

export const runForever = () => {
  for (;;);
}

export const eatMemory = () => {
  const eaten: string[][] = []
  for (;;) eaten.push(Array.from({ length: 10_000 }, (_, at) => `${at}${eaten.length}`))
}

export const readEnvironment = () => accept(Object.keys(process.env).length)
