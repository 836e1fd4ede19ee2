/** A factor and the name of a variable. */
export type Term = readonly [factor: number, variable: string]

export interface Constraint {
  readonly terms: readonly Term[]
  readonly min?: number
  readonly max?: number
}

/** A variable that takes whole numbers from 0 to `max`. */
export interface WholeVariable {
  readonly name: string
  readonly max: number
}

/** Variables are 0 or 1 where listed in `choices`, whole where listed in `wholes`, otherwise any number ≥ 0. */
export interface LinearModel {
  readonly minimise: readonly Term[]
  readonly constraints: readonly Constraint[]
  readonly choices: readonly string[]
  readonly wholes?: readonly WholeVariable[]
  /** Most branches looked into, so that giving up depends on the model alone and not on the machine. */
  readonly mostNodes?: number
}

export type Solution =
  | { readonly status: 'infeasible' }
  | { readonly status: 'optimal'; readonly objective: number; readonly values: ReadonlyMap<string, number> }

/** Solves without blocking the caller. Equal models and seeds give equal solutions. */
export type Solve = (model: LinearModel, seed: number) => Promise<Solution>

const termsPerLine = 12

/** The model in CPLEX LP format. Names are replaced by x0, x1, …, since the format allows few characters. */
export const writeModel = (
  model: LinearModel,
): { readonly text: string; readonly variables: readonly string[] } => {
  const numbers = new Map<string, number>()
  const nameOf = (variable: string): string => {
    const known = numbers.get(variable) ?? numbers.size
    numbers.set(variable, known)
    return `x${known}`
  }
  const expression = (terms: readonly Term[]): string =>
    terms
      .map(([factor, variable], at) => {
        const line = at > 0 && at % termsPerLine === 0 ? '\n ' : ''
        return `${line}${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${nameOf(variable)}`
      })
      .join(' ')
  const rows = model.constraints.flatMap(({ terms, min, max }) => {
    if (min !== undefined && min === max) return [`${expression(terms)} = ${min}`]
    return [
      ...(min === undefined ? [] : [`${expression(terms)} >= ${min}`]),
      ...(max === undefined ? [] : [`${expression(terms)} <= ${max}`]),
    ]
  })
  const wholes = model.wholes ?? []
  const text = [
    `Minimize\n obj: ${expression(model.minimise)}`,
    'Subject To',
    ...rows.map((row, at) => ` c${at}: ${row}`),
    'Bounds',
    ...wholes.map(({ name, max }) => ` 0 <= ${nameOf(name)} <= ${max}`),
    'Generals',
    ...wholes.map(({ name }) => ` ${nameOf(name)}`),
    'Binary',
    ...model.choices.map((choice) => ` ${nameOf(choice)}`),
    'End',
  ].join('\n')
  return { text, variables: [...numbers.keys()] }
}
