import type { Reaction } from './reactor.ts'

/** What follows from what: one line for each meeting of two modules, and the only place where they meet. */
export const reactions: { readonly [topic: string]: readonly Reaction[] } = {}
