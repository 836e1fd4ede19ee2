/** One row of a transitions table: who may take which step from where to where. */
export interface Transition<S extends string, A extends string> {
  readonly action: A
  readonly from: readonly S[]
  readonly to: S
  /** The step in the users' words: the button's text. */
  readonly title: string
  readonly roles: readonly string[]
}

export interface Machine<S extends string, A extends string> {
  readonly name: string
  readonly initial: S
  readonly transitions: readonly Transition<S, A>[]
  /** The state after a step, or undefined when the table has no such step from here. */
  next(state: S, action: A): S | undefined
  /** The steps open from a state to someone holding these roles: the buttons of the screen. */
  available(state: S, roles: readonly string[]): readonly { readonly action: A; readonly title: string }[]
}

/**
 * A state machine from its one table. Throws at load when a state cannot be reached, a step starts from an unknown
 * state, two steps of one name leave one state, or a step has nobody who may take it.
 */
export const defineMachine = <const S extends string, const A extends string>(definition: {
  readonly name: string
  readonly states: readonly S[]
  readonly initial: S
  readonly transitions: readonly Transition<S, A>[]
}): Machine<S, A> => {
  const { name, states, initial, transitions } = definition
  prove(definition)
  const find = (state: S, action: A) =>
    transitions.find((step) => step.action === action && step.from.includes(state))
  return {
    name,
    initial,
    transitions,
    next: (state, action) => find(state, action)?.to,
    available: (state, roles) =>
      states.includes(state)
        ? transitions
            .filter((step) => step.from.includes(state) && step.roles.some((role) => roles.includes(role)))
            .map(({ action, title }) => ({ action, title }))
        : [],
  }
}

const prove = <S extends string, A extends string>(definition: {
  readonly name: string
  readonly states: readonly S[]
  readonly initial: S
  readonly transitions: readonly Transition<S, A>[]
}): void => {
  const { name, states, initial, transitions } = definition
  const fail = (what: string) => {
    throw new Error(`state machine ${name}: ${what}`)
  }
  const seen = new Set<string>()
  for (const { action, from, to, roles } of transitions) {
    if (roles.length === 0) fail(`nobody may ${action}`)
    for (const state of [...from, to])
      if (!states.includes(state)) fail(`${action} names unknown state ${state}`)
    for (const state of from) {
      if (seen.has(`${state}/${action}`)) fail(`${action} leaves ${state} twice`)
      seen.add(`${state}/${action}`)
    }
  }
  const reached = new Set<S>([initial])
  for (let before = -1; before !== reached.size; ) {
    before = reached.size
    for (const { from, to } of transitions) if (from.some((state) => reached.has(state))) reached.add(to)
  }
  for (const state of states) if (!reached.has(state)) fail(`${state} cannot be reached`)
}
