const sectionMark = (name: string) => `<div class="${name}">`

/**
 * Texts that one field carries together, each in a `<div>` named by its class; undefined when the field is not made
 * so. Rich text is written without any `<div>`, so the marks are not mistaken for it.
 */
export const sectionsOf = (html: string, names: readonly string[]): readonly string[] | undefined => {
  const sections: string[] = []
  let rest = html.trim()
  for (const name of names) {
    const end = rest.indexOf('</div>')
    if (!rest.startsWith(sectionMark(name)) || end < 0) return undefined
    sections.push(rest.slice(sectionMark(name).length, end))
    rest = rest.slice(end + '</div>'.length)
  }
  return rest === '' ? sections : undefined
}

export const sectionsHtml = (sections: Readonly<Record<string, string>>): string =>
  Object.entries(sections)
    .map(([name, html]) => `${sectionMark(name)}${html}</div>`)
    .join('')
