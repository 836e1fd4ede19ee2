import path from 'node:path'
import type { Day } from '#platform/clock/day.ts'
import { accept, type Json, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { type FontFamily, type FontRole, openFontShelf } from './fonts.ts'
import type { PressJob } from './press.job.ts'
import { openPressQueue } from './press.queue.ts'

/**
 * A template imports `/press/press.typ`, which gives it `data` (the caller's JSON), `fonts` (role → list of
 * families, rare characters falling back to the serif) and `picture(name, ..)` for the caller's images.
 */
export interface Manuscript {
  /** Typst source, or a `.typ` file: its path absolute or relative to the press's root. */
  readonly template: { readonly source: string } | { readonly path: string }
  readonly data: Json
  /** JPEG, PNG or SVG bytes by the name that `picture` is called with, extension included. */
  readonly images?: Readonly<Record<string, Uint8Array>>
  /** One of many large jobs in a row; what was set for it is let go at once, or memory grows with every job. */
  readonly bulk?: boolean
}

export interface Imprint {
  /** Date of the document; the same manuscript and imprint give the same bytes on the same machine. */
  readonly date: Day
  readonly title: string
  /** PDF/A-2b (ISO 19005-2) for what is archived; plain PDF 1.7 otherwise. */
  readonly archival?: boolean
  /** Structure tags for screen readers; they triple the size of a job of a thousand pages. */
  readonly tagged?: boolean
}

export type UnprintableCode = 'font-missing' | 'glyph-missing'

export interface DocumentPress {
  /** Resolves to the PDF. Rejects with a fault when the template is wrong, names an unknown font or overruns its time. */
  render(manuscript: Manuscript, imprint: Imprint): Promise<Uint8Array<ArrayBuffer>>
  /** Characters that the family lacks; throws when the machine has no such family. */
  missingGlyphs(text: string, family: string): readonly string[]
  /** Whether every character in the strings of `data` can be drawn by one of the roles. Ask before anything is issued. */
  printable(data: Json, roles: readonly FontRole[]): Verdict<true, UnprintableCode>
  families(): readonly FontFamily[]
  close(): Promise<void>
}

export interface PressOptions {
  /** Folders searched for fonts, subfolders included; the first find of a file name wins. */
  readonly fontDirs: readonly string[]
  /** Templates and what they import lie below this folder. */
  readonly root: string
  /** Longest time a job may hold the press, in milliseconds; default two minutes. */
  readonly jobMilliseconds?: number
}

const roleTitles: Readonly<Record<FontRole, string>> = { fangsong: '仿宋', serif: '宋体', sans: '黑体' }

const quoted = (text: string): string =>
  `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/[\r\n]+/g, ' ')}"`

const preambleOf = ({ date, title }: Imprint): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `#set document(date: datetime(year: ${year}, month: ${month}, day: ${day}), title: ${quoted(title)});`
}

const prelude = `#let data = json("data.json")
#let fonts = json("fonts.json")
#let picture(name, ..options) = image("images/" + name, ..options)
`

const wordsOf = (data: Json): string => {
  if (typeof data === 'string') return data
  if (data === null || typeof data !== 'object') return String(data ?? '')
  return Object.values(data).map(wordsOf).join('')
}

/** Opens the press; the worker starts with the first job. `close` it, or its thread outlives the server. */
export const openDocumentPress = ({
  fontDirs,
  root,
  jobMilliseconds = 120_000,
}: PressOptions): DocumentPress => {
  const shelf = openFontShelf(fontDirs)
  const queue = openPressQueue(
    { root, fontFiles: shelf.families().flatMap((each) => each.files) },
    jobMilliseconds,
  )
  const folder = path.join(root, 'press')
  const serif = shelf.playing('serif')?.family
  const chain = (role: FontRole) => [
    ...new Set([shelf.playing(role)?.family, serif].filter((each) => each !== undefined)),
  ]
  const fonts = JSON.stringify({ fangsong: chain('fangsong'), serif: chain('serif'), sans: chain('sans') })
  const text = new TextEncoder()
  let jobs = 0
  const jobOf = ({ template, data, images = {}, bulk = false }: Manuscript, imprint: Imprint): PressJob => ({
    id: jobs++,
    main: 'path' in template ? path.resolve(root, template.path) : path.join(folder, 'main.typ'),
    ...('source' in template && { source: template.source }),
    preamble: preambleOf(imprint),
    files: [
      { path: path.join(folder, 'press.typ'), bytes: text.encode(prelude) },
      { path: path.join(folder, 'fonts.json'), bytes: text.encode(fonts) },
      { path: path.join(folder, 'data.json'), bytes: text.encode(JSON.stringify(data)) },
      ...Object.entries(images).map(([name, bytes]) => ({ path: path.join(folder, 'images', name), bytes })),
    ],
    standard: imprint.archival ? 'a-2b' : '1.7',
    tagged: imprint.tagged ?? false,
    bulk,
  })
  return {
    render: (manuscript, imprint) => queue.submit(jobOf(manuscript, imprint)),
    missingGlyphs: (text, family) => shelf.coverage(family, text),
    printable: (data, roles) => {
      const absent = roles.find((role) => !shelf.playing(role))
      if (absent) return refuseFont(absent)
      const missing = roles.reduce(
        (rest, role) => shelf.coverage(shelf.playing(role)!.family, rest).join(''),
        wordsOf(data),
      )
      return missing ? refuseGlyphs([...missing]) : accept(true)
    },
    families: shelf.families,
    close: queue.close,
  }
}

const refuseFont = (role: FontRole) =>
  refuse('font-missing', {
    sentence: `服务器上没有${roleTitles[role]}字体，不能打印本文书。`,
    remedy: '请管理员运行“npx jiangheng doctor”查看缺少的字体，放入数据目录的 fonts 文件夹后重试。',
    clauses: [],
    details: { role },
  })

const refuseGlyphs = (missing: readonly string[]) =>
  refuse('glyph-missing', {
    sentence: `字体中没有下列字：${missing.join('、')}，打印会缺字。`,
    remedy: '请核对该字的写法；确为生僻字的，由管理员补充含有该字的字体后重试。',
    clauses: [],
    details: { characters: [...missing] },
  })
