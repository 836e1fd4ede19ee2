import { childOf, elementsOf, nodeText, valOfChild, type XmlNode } from '#platform/office/tree.ts'
import { attribute } from '#platform/xml/feeder.ts'

export interface Converted {
  readonly latex: string
  /** Names of constructs that were kept as their text only. */
  readonly unknown: readonly string[]
}

const macros: Readonly<Record<string, string>> = {
  '×': 'times',
  '÷': 'div',
  '±': 'pm',
  '∓': 'mp',
  '·': 'cdot',
  '⋅': 'cdot',
  '∙': 'cdot',
  '≤': 'leq',
  '≥': 'geq',
  '≠': 'neq',
  '≈': 'approx',
  '≡': 'equiv',
  '∞': 'infty',
  '∝': 'propto',
  '∠': 'angle',
  '⊥': 'perp',
  '∥': 'parallel',
  '△': 'triangle',
  '∴': 'therefore',
  '∵': 'because',
  '∈': 'in',
  '∉': 'notin',
  '⊂': 'subset',
  '∪': 'cup',
  '∩': 'cap',
  '→': 'rightarrow',
  '←': 'leftarrow',
  '⇒': 'Rightarrow',
  '⇔': 'Leftrightarrow',
  '∂': 'partial',
  '∇': 'nabla',
  '…': 'ldots',
  '⋯': 'cdots',
  '∑': 'sum',
  '∏': 'prod',
  '∫': 'int',
  '∬': 'iint',
  '∭': 'iiint',
  '∮': 'oint',
  '⋃': 'bigcup',
  '⋂': 'bigcap',
  '√': 'surd',
  '′': 'prime',
  ℏ: 'hbar',
  '∀': 'forall',
  '∃': 'exists',
  '∅': 'emptyset',
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'varepsilon',
  ϵ: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  µ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'varphi',
  ϕ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  Γ: 'Gamma',
  Δ: 'Delta',
  Θ: 'Theta',
  Λ: 'Lambda',
  Ξ: 'Xi',
  Π: 'Pi',
  Σ: 'Sigma',
  Φ: 'Phi',
  Ψ: 'Psi',
  Ω: 'Omega',
}
const escapes: Readonly<Record<string, string>> = {
  '%': '\\%',
  '#': '\\#',
  '&': '\\&',
  $: '\\$',
  '{': '\\{',
  '}': '\\}',
  _: '\\_',
  '~': '\\sim ',
  '^': '\\hat{}',
  '\\': '\\backslash ',
  '°': '^{\\circ}',
  '−': '-',
  '\u00a0': ' ',
}

const isWord = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/

const mathText = (text: string): string => {
  let latex = ''
  let words = ''
  const flush = () => {
    if (words !== '') latex += `\\text{${words}}`
    words = ''
  }
  // Letters of mathematical alphabets (italic 𝑥) are the letters themselves.
  for (const character of text.replace(/[\u{1d400}-\u{1d7ff}]/gu, (letter) => letter.normalize('NFKC'))) {
    if (isWord.test(character)) {
      words += character
      continue
    }
    flush()
    const macro = macros[character]
    latex += macro ? `\\${macro} ` : (escapes[character] ?? character)
  }
  flush()
  return latex
}

const functions = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg lim max min exp det gcd sup inf arg dim ker'.split(
    ' ',
  ),
)
const accents: Readonly<Record<string, string>> = {
  '\u0302': 'hat',
  '\u0303': 'tilde',
  '\u0304': 'bar',
  '\u0305': 'overline',
  '\u0307': 'dot',
  '\u0308': 'ddot',
  '\u20d7': 'vec',
  '\u2192': 'vec',
  '\u030c': 'check',
  '\u0306': 'breve',
  '\u0301': 'acute',
  '\u0300': 'grave',
}
const brackets: Readonly<Record<string, string>> = {
  '': '.',
  '{': '\\{',
  '}': '\\}',
  '〈': '\\langle ',
  '〉': '\\rangle ',
  '⟨': '\\langle ',
  '⟩': '\\rangle ',
  '‖': '\\|',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
  '⌈': '\\lceil ',
  '⌉': '\\rceil ',
}

const isOn = (node: XmlNode | undefined, name: string): boolean => {
  const found = childOf(node, name)
  return found !== undefined && !/^(0|off|false)$/.test(attribute(found.attributes, 'val') ?? '1')
}

type Unknown = string[]
type Convert = (node: XmlNode, unknown: Unknown) => string

const all = (nodes: readonly XmlNode[], unknown: Unknown): string =>
  nodes.map((node) => one(node, unknown)).join('')

const content: Convert = (node, unknown) => all(elementsOf(node), unknown).trim()

const arg = (node: XmlNode, name: string, unknown: Unknown): string => {
  const child = childOf(node, name)
  return child ? content(child, unknown) : ''
}

const inner = (name: string, macro: string): Convert => {
  return (node, unknown) => `\\${macro}{${arg(node, name, unknown)}}`
}

const named = (node: XmlNode, name: string): readonly XmlNode[] =>
  elementsOf(node).filter((child) => child.name === name)

/** One letter or digit needs no braces. */
const tight = (body: string) => (/^[A-Za-z0-9]$/.test(body) ? body : `{${body}}`)

const scripts =
  (...signs: readonly (readonly ['_' | '^', 'sub' | 'sup'])[]): Convert =>
  (node, unknown) =>
    tight(arg(node, 'e', unknown)) +
    signs.map(([sign, name]) => sign + tight(arg(node, name, unknown))).join('')

const functionName = (text: string): string => {
  const name = text.trim().replace(/^\\text\{(.*)\}$/, '$1')
  if (functions.has(name)) return `\\${name} `
  return /^[A-Za-z]{2,}$/.test(name) ? `\\operatorname{${name}}` : text
}

const limit =
  (sign: '_' | '^', set: string): Convert =>
  (node, unknown) => {
    const body = functionName(arg(node, 'e', unknown)).trim()
    const lim = arg(node, 'lim', unknown)
    const takesLimit = /^\\(lim|max|min|sup|inf|sum|prod|underbrace|overbrace)/.test(body)
    return takesLimit ? `${body}${sign}{${lim}}` : `\\${set}{${lim}}{${body}}`
  }

const delimiters: Convert = (node, unknown) => {
  const properties = childOf(node, 'dPr')
  const bracket = (name: string, usual: string) => {
    const written = valOfChild(properties, name) ?? usual
    return brackets[written] ?? written
  }
  const separator = mathText(valOfChild(properties, 'sepChr') ?? '|')
  const held = named(node, 'e').map((e) => content(e, unknown))
  return `\\left${bracket('begChr', '(')} ${held.join(` ${separator} `)} \\right${bracket('endChr', ')')} `
}

const nary: Convert = (node, unknown) => {
  const sign = mathText(valOfChild(childOf(node, 'naryPr'), 'chr') ?? '∫').trim()
  const [sub, sup] = [arg(node, 'sub', unknown), arg(node, 'sup', unknown)]
  return `${sign}${sub && `_{${sub}}`}${sup && `^{${sup}}`} ${arg(node, 'e', unknown)}`
}

const fraction: Convert = (node, unknown) => {
  const kind = valOfChild(childOf(node, 'fPr'), 'type')
  const [num, den] = [arg(node, 'num', unknown), arg(node, 'den', unknown)]
  if (kind === 'lin' || kind === 'skw') return `${num}/${den}`
  return kind === 'noBar' ? `\\genfrac{}{}{0pt}{}{${num}}{${den}}` : `\\frac{${num}}{${den}}`
}

const radical: Convert = (node, unknown) => {
  const degree = isOn(childOf(node, 'radPr'), 'degHide') ? '' : arg(node, 'deg', unknown)
  return `\\sqrt${degree && `[${degree}]`}{${arg(node, 'e', unknown)}}`
}

const accent: Convert = (node, unknown) => {
  const mark = valOfChild(childOf(node, 'accPr'), 'chr') ?? '\u0302'
  if (accents[mark] === undefined) unknown.push(`重音符号${mark}`)
  return `\\${accents[mark] ?? 'hat'}{${arg(node, 'e', unknown)}}`
}

const grouped: Convert = (node, unknown) => {
  const mark = valOfChild(childOf(node, 'groupChrPr'), 'chr') ?? '⏟'
  const body = arg(node, 'e', unknown)
  if (mark === '⏟' || mark === '⏞') return `\\${mark === '⏟' ? 'underbrace' : 'overbrace'}{${body}}`
  const top = valOfChild(childOf(node, 'groupChrPr'), 'pos') === 'top'
  return `\\${top ? 'overset' : 'underset'}{${mathText(mark).trim()}}{${body}}`
}

const matrix: Convert = (node, unknown) => {
  const rows = named(node, 'mr').map((row) =>
    named(row, 'e')
      .map((e) => content(e, unknown))
      .join(' & '),
  )
  return `\\begin{matrix} ${rows.join(' \\\\ ')} \\end{matrix}`
}

const equations: Convert = (node, unknown) =>
  `\\begin{aligned} ${named(node, 'e')
    .map((e) => content(e, unknown))
    .join(' \\\\ ')} \\end{aligned}`

const known: Readonly<Record<string, Convert>> = {
  r: (node) =>
    named(node, 't')
      .map((text) => mathText(nodeText(text)))
      .join(''),
  f: fraction,
  sSup: scripts(['^', 'sup']),
  sSub: scripts(['_', 'sub']),
  sSubSup: scripts(['_', 'sub'], ['^', 'sup']),
  sPre: (node, unknown) =>
    `{}_${tight(arg(node, 'sub', unknown))}^${tight(arg(node, 'sup', unknown))}${arg(node, 'e', unknown)}`,
  rad: radical,
  d: delimiters,
  nary,
  m: matrix,
  func: (node, unknown) => `${functionName(arg(node, 'fName', unknown))}{${arg(node, 'e', unknown)}}`,
  limLow: limit('_', 'underset'),
  limUpp: limit('^', 'overset'),
  acc: accent,
  bar: (node, unknown) => {
    const top = valOfChild(childOf(node, 'barPr'), 'pos') === 'top'
    return `\\${top ? 'overline' : 'underline'}{${arg(node, 'e', unknown)}}`
  },
  box: (node, unknown) => arg(node, 'e', unknown),
  borderBox: inner('e', 'boxed'),
  groupChr: grouped,
  eqArr: equations,
  phant: inner('e', 'phantom'),
}

const through = new Set(['oMath', 'e', 'ins', 'moveTo', 'smartTag', 'sdt', 'sdtContent', 'hyperlink'])
const silent = /Pr$|^(del|moveFrom|bookmarkStart|bookmarkEnd|proofErr|comment\w*)$/

const one: Convert = (node, unknown) => {
  const convert = Object.hasOwn(known, node.name) ? known[node.name] : undefined
  if (convert) return convert(node, unknown)
  if (through.has(node.name)) return all(elementsOf(node), unknown)
  if (silent.test(node.name)) return ''
  unknown.push(node.name)
  const text = nodeText(node).trim()
  return text === '' ? '' : `\\text{${text.replaceAll(/[{}\\]/g, '')}}`
}

/** Office's formulas as LaTeX; what it has no word for is kept as its text and named. */
export const latexOf = (math: XmlNode): Converted => {
  const unknown: string[] = []
  const latex = all(elementsOf(math), unknown)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[}^_])/g, '')
    .trim()
  return { latex, unknown }
}
