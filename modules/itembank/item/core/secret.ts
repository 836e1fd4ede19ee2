import { type Answer, type Item, type ItemType, parseAnswer } from '../../core/item.ts'
import { inlinesOf, plain, type Rich } from '../../core/rich.ts'

/** What of an item is encrypted: all that tells the question or its answer. */
export type Secret = Pick<Item, 'stem' | 'options' | 'key' | 'parts' | 'figure' | 'explanation' | 'source'>

export const secretOf = ({ stem, options, key, parts, figure, explanation, source }: Item): Secret => ({
  ...{ stem, options, key, parts, figure, explanation, source },
})

/** As items were written while they held plain text. */
interface PlainSecret {
  readonly stem: string
  readonly options: readonly { readonly label: Item['options'][number]['label']; readonly text: string }[]
  readonly key: Exclude<Answer, { readonly kind: 'text' }> | { readonly kind: 'text'; readonly text: string }
  readonly figure: string
  readonly explanation: string
}

const isPlainSecret = (held: Secret | PlainSecret): held is PlainSecret => typeof held.stem === 'string'

const keyOf = (type: ItemType, key: PlainSecret['key']): Answer =>
  key.kind === 'text' && 'text' in key
    ? ((type === 'F' ? undefined : parseAnswer(type, key.text)) ?? { kind: 'text', content: plain(key.text) })
    : (key as Answer)

/** The content of an item as it was stored, plain or rich, in today's form. */
export const readSecret = (type: ItemType, stored: string): Secret => {
  const held = JSON.parse(stored) as Secret | PlainSecret
  if (!isPlainSecret(held)) return held
  const { stem, options, key, figure, explanation } = held
  return {
    stem: plain(stem),
    options: options.map(({ label, text }) => ({ label, content: plain(text) })),
    key: keyOf(type, key),
    parts: [],
    figure,
    explanation: plain(explanation),
    source: '',
  }
}

/** Every rich text of an item, parts and key included. */
export const textsOf = ({ stem, options, key, parts, explanation }: Secret): readonly Rich[] => [
  stem,
  ...options.map(({ content }) => content),
  ...(key.kind === 'text' ? [key.content] : []),
  explanation,
  ...parts.flatMap((part) => textsOf({ ...part, parts: [], figure: '', explanation: [], source: '' })),
]

const holds = (secret: Secret, kind: 'picture' | 'formula'): boolean =>
  textsOf(secret).some((rich) => inlinesOf(rich).some((inline) => inline.kind === kind))

export const hasPicture = (secret: Secret): boolean => holds(secret, 'picture')
export const hasFormula = (secret: Secret): boolean => holds(secret, 'formula')
