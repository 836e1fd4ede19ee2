/** For every state, the events it accepts and the state each leads to. One table is the whole machine. */
export type TransitionTable<S extends string, E extends string> = {
  readonly [state in S]: { readonly [event in E]?: S }
}

/** The state after `event`, or undefined when the state does not accept it. */
export const following = <S extends string, E extends string>(
  table: TransitionTable<S, E>,
  from: S,
  event: E,
): S | undefined => table[from][event]

/** The events a state accepts, in the order of the table. */
export const acceptedIn = <S extends string, E extends string>(table: TransitionTable<S, E>, state: S): E[] =>
  Object.keys(table[state]) as E[]

/** Sentences naming every target that is no state and every state that cannot be reached from `initial`. */
export const tableDefects = <S extends string, E extends string>(
  table: TransitionTable<S, E>,
  initial: S,
): string[] => {
  const defects: string[] = []
  const reached = new Set<string>([initial])
  const queue: S[] = [initial]
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (const [event, target] of Object.entries(table[state]) as [string, S][]) {
      if (!(target in table)) defects.push(`${state} --${event}--> ${target}: no such state`)
      else if (!reached.has(target)) {
        reached.add(target)
        queue.push(target)
      }
    }
  }
  for (const state of Object.keys(table)) if (!reached.has(state)) defects.push(`${state}: unreachable`)
  return defects
}
