import type { Mark } from '../../core/rich.ts'
import { wordTable } from './word-table.ts'

/** Tags whose whole content is left out, with the word the user is told. */
export const dropped = wordTable<string>({
  script: '脚本',
  noscript: '脚本',
  style: '样式表',
  link: '样式表',
  iframe: '嵌入网页',
  frame: '嵌入网页',
  frameset: '嵌入网页',
  object: '嵌入对象',
  embed: '嵌入对象',
  applet: '嵌入对象',
  svg: '内嵌矢量图',
  canvas: '画布',
  form: '表单',
  input: '表单',
  button: '表单',
  select: '表单',
  textarea: '表单',
  template: '模板',
  meta: '网页信息',
  base: '网页信息',
  title: '网页标题',
})

export const media: ReadonlySet<string> = new Set(['audio', 'video', 'source', 'track'])

export const headings: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** Tags that end a line before and after. */
export const blocks: ReadonlySet<string> = new Set([
  ...headings,
  ...['p', 'div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'address', 'center'],
  ...['blockquote', 'pre', 'figure', 'figcaption', 'hr', 'dl', 'dt', 'dd', 'fieldset', 'caption', 'details'],
])

/** Tags that say nothing of their own. */
export const layout: ReadonlySet<string> = new Set([
  ...[
    'html',
    'head',
    'body',
    'span',
    'tbody',
    'thead',
    'tfoot',
    'colgroup',
    'col',
    'label',
    'wbr',
    'summary',
  ],
])

export const markOfTag = wordTable<Mark>({
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  sup: 'superscript',
  sub: 'subscript',
})

const styles: readonly (readonly [RegExp, Mark])[] = [
  [/font-weight\s*:\s*(bold|[6-9]00)/, 'bold'],
  [/font-style\s*:\s*(italic|oblique)/, 'italic'],
  [/text-decoration[a-z-]*\s*:[^;]*underline/, 'underline'],
  [/vertical-align\s*:\s*super/, 'superscript'],
  [/vertical-align\s*:\s*sub(?!e)/, 'subscript'],
]

export const marksOfStyle = (style: string): readonly Mark[] =>
  style === '' ? [] : styles.flatMap(([pattern, mark]) => (pattern.test(style) ? [mark] : []))
