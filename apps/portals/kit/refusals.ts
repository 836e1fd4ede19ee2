import type { GeneralRefusal, RefusalOf } from '#platform/contract/contract.ts'
import type { Refusal } from '#platform/contract/verdict.ts'

/** A link that does what the remedy says. */
export interface RemedyLink {
  readonly label: string
  readonly to: string
}

export interface RefusalRendering {
  /** Heading: what was refused, as a short noun phrase. */
  readonly what: string
  /** Where possible, the link that does what the remedy says; `details` of the refusal say where. */
  readonly remedy?: (refusal: Refusal) => RemedyLink | undefined
}

export type RefusalBook<C extends string = string> = { readonly [code in C]: RefusalRendering }

/**
 * Makes the compiler ask for one rendering of every refusal code of the specs in `S` (a union, or all exports of a
 * contract: `defineRefusals<(typeof plan)[keyof typeof plan]>()({ … })`), and reject codes that no longer exist.
 */
export const defineRefusals =
  <S>() =>
  (book: RefusalBook<RefusalOf<S>>): RefusalBook =>
    book as RefusalBook

type KitRefusal = GeneralRefusal | 'CSRF' | 'LOGIN_FAILED' | 'ACCOUNT_LOCKED' | 'TOTP_REQUIRED'

/** Refusals that any request may meet. */
export const generalBook: RefusalBook<KitRefusal> = {
  INPUT_INVALID: { what: '填写内容需要改正' },
  LOGIN_REQUIRED: { what: '需要登录' },
  ROLE_MISSING: { what: '您的角色不能办理此事' },
  NOT_FOUND: { what: '没有找到' },
  VERSION_CONFLICT: { what: '内容已被他人更新' },
  RATE_LIMITED: { what: '操作过于频繁' },
  CSRF: { what: '页面已过期' },
  LOGIN_FAILED: { what: '没有登录成功' },
  ACCOUNT_LOCKED: { what: '账号已锁定' },
  TOTP_REQUIRED: { what: '需要动态口令' },
}

/** The rendering of a refusal: the module's own first, then the general ones. */
export const renderingOf = (refusal: Refusal, book: RefusalBook = {}): RefusalRendering =>
  book[refusal.code] ?? (generalBook as RefusalBook)[refusal.code] ?? { what: '未能办理' }
