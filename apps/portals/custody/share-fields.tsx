import { Input } from '../kit/fields.tsx'

interface Keeper {
  readonly custodianId: string
  readonly name: string
}
/** What the keepers present have typed, by keeper. */
export type Words = { readonly [custodianId: string]: string }

export const sharesOf = (words: Words) =>
  Object.entries(words)
    .filter(([, passphrase]) => passphrase !== '')
    .map(([custodianId, passphrase]) => ({ custodianId, passphrase }))

interface Props {
  readonly keepers: readonly Keeper[]
  readonly words: Words
  readonly onWords: (words: Words) => void
}

/** One after the other at the same screen, each his own passphrase. */
export const ShareFields = ({ keepers, words, onWords }: Props) =>
  keepers.map(({ custodianId, name }) => (
    <Input
      key={custodianId}
      label={`${name}的保管口令`}
      type="password"
      autoComplete="off"
      value={words[custodianId] ?? ''}
      onText={(text) => onWords({ ...words, [custodianId]: text })}
      hint="由本人输入，不到场的留空"
    />
  ))
