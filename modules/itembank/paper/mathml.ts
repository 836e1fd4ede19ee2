import temml from 'temml'

/** A formula as MathML; one that cannot be set shows its source in red, as on the author's screen. Nothing in it runs. */
export const mathmlOf = (latex: string): string =>
  temml.renderToString(latex, { throwOnError: false, trust: false, annotate: false })
