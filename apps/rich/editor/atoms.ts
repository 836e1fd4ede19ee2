import { type Atoms, atom } from './rich-dom.ts'

export const drawFormula = (node: HTMLElement, latex: string): void => {
  node.dataset.latex = latex
  node.setAttribute('aria-label', `公式 ${latex}`)
  node.textContent = latex
  void import('temml').then(({ default: temml }) =>
    temml.render(latex, node, { throwOnError: false, trust: false }),
  )
}

/** Formulas set as MathML, pictures from where they are shown. */
export const atomsWith = (urlOf: (digest: string) => string | undefined): Atoms => ({
  formula: (latex) => {
    const node = atom('formula', latex)
    drawFormula(node, latex)
    return node
  },
  picture: ({ digest, alt, width }) => {
    const node = atom('picture', `图片 ${alt}`)
    node.dataset.digest = digest
    node.dataset.alt = alt
    const image = document.createElement('img')
    image.alt = alt
    image.src = urlOf(digest) ?? ''
    if (width) {
      node.dataset.width = String(width)
      image.width = width
    }
    node.append(image)
    return node
  },
})
