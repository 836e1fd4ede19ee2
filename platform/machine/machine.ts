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

interface Definition {
  readonly name: string
  readonly states: readonly string[]
  readonly initial: string
  readonly transitions: readonly Transition<string, string>[]
}

const checkSteps = ({ states, transitions }: Definition, fail: (what: string) => never): void => {
  const seen = new Set<string>()
  for (const { action, from, to, roles } of transitions) {
    if (roles.length === 0) fail(`nobody may ${action}`)
    const unknown = [...from, to].find((state) => !states.includes(state))
    if (unknown !== undefined) fail(`${action} names unknown state ${unknown}`)
    const doubled = from.find((state) => seen.has(`${state}/${action}`))
    if (doubled !== undefined) fail(`${action} leaves ${doubled} twice`)
    for (const state of from) seen.add(`${state}/${action}`)
  }
}

const reachableFrom = ({ initial, transitions }: Definition): ReadonlySet<string> => {
  const reached = new Set([initial])
  for (let before = 0; before !== reached.size; ) {
    before = reached.size
    for (const { from, to } of transitions) if (from.some((state) => reached.has(state))) reached.add(to)
  }
  return reached
}

const prove = (definition: Definition): void => {
  const fail = (what: string): never => {
    throw new Error(`state machine ${definition.name}: ${what}`)
  }
  checkSteps(definition, fail)
  const reached = reachableFrom(definition)
  const lost = definition.states.find((state) => !reached.has(state))
  if (lost !== undefined) fail(`${lost} cannot be reached`)
}
