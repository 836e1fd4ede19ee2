import { bareCode } from './item.rule.ts'

/** `B-A-B-C-001`: what items of one type and point have in common in their codes. */
export const codePrefix = (type: string, pointCode: string): string => `${bareCode(type)}-${pointCode.trim()}`

/** The code of a type's and point's n-th item. */
export const codeAt = (prefix: string, sequence: number): string =>
  `${prefix}-${String(sequence).padStart(3, '0')}`

/** Whether a code is one of this type and point. */
export const fitsPrefix = (code: string, prefix: string): boolean =>
  code.startsWith(`${prefix}-`) && /^\d{3,}$/.test(code.slice(prefix.length + 1))
