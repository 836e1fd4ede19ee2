/** A pocket calculator, key by key. */
export interface Calculator {
  /** What stands in the window. */
  readonly shown: string
  readonly held: number | null
  readonly operation: Operation | null
  /** The next digit begins a new number. */
  readonly isFresh: boolean
}

type Operation = '+' | '−' | '×' | '÷'

export type CalculatorKey = `${number}` | '.' | Operation | '=' | '√' | '±' | '←' | 'C'

export const emptyCalculator: Calculator = { shown: '0', held: null, operation: null, isFresh: true }

const longest = 12

const operations: { readonly [O in Operation]: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '−': (a, b) => a - b,
  '×': (a, b) => a * b,
  '÷': (a, b) => a / b,
}

const inWords = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(longest))) : '错误'

const result = ({ shown, held, operation }: Calculator): string =>
  held === null || operation === null ? shown : inWords(operations[operation](held, Number(shown)))

const withDigit = (calculator: Calculator, digit: string): Calculator => {
  const { shown, isFresh } = calculator
  if (isFresh) return { ...calculator, shown: digit === '.' ? '0.' : digit, isFresh: false }
  if (shown.length >= longest || (digit === '.' && shown.includes('.'))) return calculator
  return { ...calculator, shown: shown === '0' && digit !== '.' ? digit : shown + digit }
}

const isOperation = (key: CalculatorKey): key is Operation => key in operations

export const afterKey = (calculator: Calculator, key: CalculatorKey): Calculator => {
  if (key === 'C' || calculator.shown === '错误') return emptyCalculator
  const { shown, isFresh } = calculator
  if (key === '=') return { shown: result(calculator), held: null, operation: null, isFresh: true }
  if (key === '√') return { ...calculator, shown: inWords(Math.sqrt(Number(shown))), isFresh: true }
  if (key === '±') return { ...calculator, shown: inWords(-Number(shown)) }
  if (key === '←') return { ...calculator, shown: shown.slice(0, -1) || '0', isFresh: false }
  if (!isOperation(key)) return withDigit(calculator, key)
  // Another operation right after one only replaces it.
  const value = isFresh && calculator.operation ? shown : result(calculator)
  return { shown: value, held: Number(value), operation: key, isFresh: true }
}
