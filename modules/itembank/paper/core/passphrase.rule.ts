import { type Refusal, refuse } from '#platform/contract/verdict.ts'

const leastLength = 10
const leastKinds = 2
const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /\p{Script=Han}/u, /[^\p{L}\p{N}]/u]

/** A custodian's passphrase may be attacked offline by whoever holds the package: its length is its strength. */
export const judgePassphrase = (passphrase: string): Refusal<'PASSPHRASE_WEAK'> | undefined => {
  const characters = [...passphrase.normalize('NFKC')]
  const mixed = kinds.filter((kind) => kind.test(passphrase)).length >= leastKinds
  const varied = new Set(characters).size > leastLength / 2
  if (characters.length >= leastLength && mixed && varied) return undefined
  return refuse('PASSPHRASE_WEAK', {
    sentence: `保管口令须不少于${leastLength}个字符，至少含两类字符，且不能是少数字符的重复。`,
    remedy: '请换一个更长的口令，如几个互不相关的词。',
    clauses: ['SDS-4.2-09'],
    field: 'passphrase',
  })
}
