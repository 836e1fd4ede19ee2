/** `260.00元`, from cents. */
export const yuanText = (cents: number): string => `${(cents / 100).toFixed(2)}元`

/** Cents from what was typed in yuan; null when it is no amount. */
export const centsOf = (text: string): number | null =>
  /^\d{1,7}(\.\d{1,2})?$/u.test(text.trim()) ? Math.round(Number(text) * 100) : null
