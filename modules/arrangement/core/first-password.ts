/** No characters that look alike on paper. */
const kinds = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789'] as const
const length = 12

/**
 * A first password of three kinds of characters from a hash. The screen sends a secret of its own making and derives
 * the same passwords from `SHA-256(secret, staff number)`, so that no answer that is kept anywhere holds one.
 */
export const firstPassword = (hash: string): string =>
  Array.from({ length }, (_, index) => {
    const kind = kinds[index % kinds.length]!
    return kind[Number.parseInt(hash.slice(index * 4, index * 4 + 4), 16) % kind.length]
  }).join('')
