import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { Machine } from '#platform/machine/machine.ts'

/**
 * The state after a step, or the refusal that the table has none from here for someone with these roles. `title` is
 * the state's name on screen.
 */
export const takeStep = <S extends string, A extends string>(
  machine: Machine<S, A>,
  { state, action, roles }: { readonly state: S; readonly action: A; readonly roles: readonly string[] },
  words: { readonly titles: Readonly<Record<S, string>>; readonly clauses: readonly string[] },
): Verdict<S, 'STATE_FORBIDS'> => {
  const next = machine.next(state, action)
  const open = machine.available(state, roles).some((step) => step.action === action)
  if (next !== undefined && open) return accept(next)
  const title = machine.transitions.find((step) => step.action === action)?.title ?? '该操作'
  return refuse('STATE_FORBIDS', {
    sentence: `当前状态为“${words.titles[state]}”，不能办理“${title}”。`,
    remedy: '请刷新页面，按当前状态可办理的事项操作。',
    clauses: words.clauses,
    details: { state },
  })
}

/** A button of the screen: there when the table has the step for these roles, closed with a reason where a rule says no. */
export interface AvailableAction {
  readonly action: string
  readonly title: string
  readonly enabled: boolean
  readonly refusal?: { readonly sentence: string; readonly remedy: string; readonly clauses: string[] }
}

export const asAction = (
  step: { readonly action: string; readonly title: string },
  refusal: Refusal | undefined,
): AvailableAction => ({
  action: step.action,
  title: step.title,
  enabled: refusal === undefined,
  ...(refusal && {
    refusal: { sentence: refusal.sentence, remedy: refusal.remedy, clauses: [...refusal.clauses] },
  }),
})
