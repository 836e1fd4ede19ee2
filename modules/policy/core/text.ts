const unusualSpaces = /[\s\u0085]+/gu
const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/gu
const fullWidth = /[\uff01-\uff5e]/gu
const fullWidthOffset = 0xfee0

/** Full-width letters, digits and signs (U+FF01…U+FF5E) become their ASCII forms; U+3000 becomes a space. */
export const toHalfWidth = (text: string): string =>
  text
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - fullWidthOffset))
    .replaceAll('\u3000', ' ')

/** Trims and folds runs of any kind of space (U+00A0 and U+3000 included) to one; drops invisible characters. */
export const foldSpaces = (text: string): string =>
  text.replace(invisible, '').replace(unusualSpaces, ' ').trim()

/**
 * The text of a spreadsheet cell or a form field as the rules read it: half-width, single spaces, no invisible
 * characters. Compatibility ideographs stay untouched, because a rare character of a name must survive.
 */
export const normaliseCell = (text: string): string => foldSpaces(toHalfWidth(text))

/** A number or code: as `normaliseCell`, without any space, letters in upper case. */
export const normaliseCode = (text: string): string => normaliseCell(text).replaceAll(' ', '').toUpperCase()

/** A column header for comparison: as `normaliseCell`, without spaces and with one kind of bracket. */
export const normaliseHeader = (text: string): string =>
  normaliseCell(text)
    .replaceAll(' ', '')
    .replace(/[【［〔[{]/gu, '(')
    .replace(/[】］〕\]}]/gu, ')')

/** Whether a spreadsheet would evaluate the text as a formula. Such text is data, and is never evaluated. */
export const looksLikeFormula = (text: string): boolean => /^\s*[=+\-@]/u.test(toHalfWidth(text))
