import type { Parameter } from '#modules/policy/core/parameter.ts'

export interface OwnShare {
  /** 0 to 1; null for an empty bank. */
  readonly share: number | null
  readonly warning: { readonly sentence: string; readonly clauses: readonly string[] } | null
}

/** HN-1.8.3.5-01: the share of a bank's items that the organisation has developed itself, and whether it is enough. */
export const ownShareOf = (
  { own, all }: { readonly own: number; readonly all: number },
  least: Parameter<number>,
): OwnShare => {
  if (all === 0) return { share: null, warning: null }
  const share = own / all
  if (least.provenance === 'not-stated' || share > least.value) return { share, warning: null }
  const sentence = `自主开发的试题占${Math.round(share * 100)}%，未超过${Math.round(least.value * 100)}%，试题来源应以自主开发为主。`
  return { share, warning: { sentence, clauses: least.clauses } }
}
