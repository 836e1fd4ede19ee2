import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type Check, type ListedForm, openItems } from './check-list.ts'

/** A room starts with its lists of safety closed and its order drawn (SDS-4.1-12, HN-3.1.7-03). */
export const mayStart = (
  forms: readonly ListedForm[],
  checks: readonly Check[],
  room: { readonly id: string; readonly isDrawn: boolean },
): Verdict<true, 'CHECKS_OPEN' | 'ORDER_NOT_DRAWN'> => {
  if (!room.isDrawn) {
    return refuse('ORDER_NOT_DRAWN', {
      sentence: '本考场还没有抽签确定考核顺序。',
      remedy: '请先抽取考核顺序。',
      clauses: ['SDS-4.4-19'],
    })
  }
  const open = forms
    .filter(({ blocks }) => blocks)
    .map((form) => ({ form, items: openItems(form, checks, room.id) }))
    .find(({ items }) => items.length > 0)
  if (!open) return accept(true)
  return refuse('CHECKS_OPEN', {
    sentence: `“${open.form.title}”还有 ${open.items.length} 项没有检查合格：${open.items.join('、')}。`,
    remedy: '请逐项检查合格后再开考。',
    clauses: [...open.form.clauses],
  })
}
