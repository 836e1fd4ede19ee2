import { MathMLToLaTeX } from 'mathml-to-latex'

/** Longer than any formula that people set. */
const longest = 50_000

const latexOf = (source: string): string | undefined => {
  if (source.length > longest) return undefined
  try {
    return MathMLToLaTeX.convert(source).trim() || undefined
  } catch {
    return undefined
  }
}

/** Takes what stands within `<math>`: the LaTeX of its annotation where there is one, otherwise the formula itself. */
export class MathCapture {
  #source = '<math>'
  #latex = ''
  readonly #open: string[] = []
  #inAnnotation = false

  open(name: string, encoding: string | undefined): void {
    this.#inAnnotation = name === 'annotation' && /tex/i.test(encoding ?? '')
    this.#open.push(name)
    if (!this.#inAnnotation) this.#source += `<${name}>`
  }

  text(text: string): void {
    if (this.#inAnnotation) this.#latex += text
    else this.#source += text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  }

  /** True when it is the formula itself that ends. */
  close(): boolean {
    const name = this.#open.pop()
    if (name === undefined) return true
    if (this.#inAnnotation) this.#inAnnotation = false
    else this.#source += `</${name}>`
    return false
  }

  /** Undefined when it cannot be written as LaTeX. */
  latex(): string | undefined {
    return this.#latex || latexOf(`${this.#source}</math>`)
  }

  get source(): string {
    return this.#source
  }
}
