import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import * as fontkit from 'fontkit'

/** What a family is for; templates name the role, the machine decides which family plays it. */
export type FontRole = 'fangsong' | 'serif' | 'sans'

/** A face that documents may be set in. `family` is the name the typesetter knows it by. */
export interface FontFamily {
  readonly role: FontRole
  readonly family: string
  /** The regular face first; its coverage stands for the family's. */
  readonly files: readonly string[]
}

export interface FontShelf {
  families(): readonly FontFamily[]
  /** The family playing a role, or undefined when the machine has none. */
  playing(role: FontRole): FontFamily | undefined
  /** The characters of `text` that the family cannot draw, each once, in order of appearance. Throws when the family is not on the shelf. */
  coverage(family: string, text: string): readonly string[]
}

interface Candidate {
  readonly family: string
  readonly files: readonly string[]
}

/** In order of preference. The family names are those in the fonts' own name tables. */
const candidates: Readonly<Record<FontRole, readonly Candidate[]>> = {
  fangsong: [
    { family: 'FangSong', files: ['simfang.ttf'] },
    { family: 'FandolFang R', files: ['FandolFang-Regular.otf'] },
  ],
  serif: [
    { family: 'Noto Serif CJK SC', files: ['NotoSerifCJK-Regular.ttc', 'NotoSerifCJK-Bold.ttc'] },
    { family: 'Noto Serif CJK SC', files: ['NotoSerifCJKsc-Regular.otf', 'NotoSerifCJKsc-Bold.otf'] },
  ],
  sans: [
    { family: 'Noto Sans CJK SC', files: ['NotoSansCJK-Regular.ttc', 'NotoSansCJK-Bold.ttc'] },
    { family: 'Noto Sans CJK SC', files: ['NotoSansCJKsc-Regular.otf', 'NotoSansCJKsc-Bold.otf'] },
  ],
}

/** Where operating systems keep fonts; a data folder is searched before these. */
export const systemFontFolders: readonly string[] = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  '/Library/Fonts',
  '/System/Library/Fonts',
  'C:\\Windows\\Fonts',
]

const filesByName = (folders: readonly string[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const folder of folders.filter((each) => existsSync(each))) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isDirectory() && !found.has(entry.name))
        found.set(entry.name, path.join(entry.parentPath, entry.name))
    }
  }
  return found
}

const cast = (role: FontRole, byName: ReadonlyMap<string, string>): FontFamily | undefined => {
  for (const { family, files } of candidates[role]) {
    const present = files.flatMap((file) => byName.get(file) ?? [])
    if (byName.has(files[0] ?? '')) return { role, family, files: present }
  }
  return undefined
}

/** One bit for every code point the face has a glyph for; the font itself is let go, a collection being 25 MB. */
const glyphBits = (font: FontFamily): Uint8Array => {
  const opened = fontkit.openSync(font.files[0]!)
  const faces = 'fonts' in opened ? opened.fonts : [opened]
  const face = faces.length === 1 ? faces[0] : faces.find((each) => each.familyName === font.family)
  if (!face) throw new Error(`font ${font.files[0]} holds no family ${font.family}`)
  const bits = new Uint8Array(0x110000 / 8)
  for (const point of face.characterSet) bits[point >> 3]! |= 1 << (point & 7)
  return bits
}

/** Spaces, line ends, joiners and variation selectors are laid out, not drawn. */
const invisible = /[\s\p{Cc}\p{Cf}\p{Variation_Selector}]/u

const undrawable = (bits: Uint8Array, text: string): readonly string[] => {
  const missing = new Set<string>()
  for (const character of text) {
    const point = character.codePointAt(0)!
    if (!invisible.test(character) && !((bits[point >> 3] ?? 0) & (1 << (point & 7)))) missing.add(character)
  }
  return [...missing]
}

/** Looks for the families by file name in `folders` and their subfolders. Opens no font until one is asked about. */
export const openFontShelf = (folders: readonly string[]): FontShelf => {
  const byName = filesByName(folders)
  const families = (Object.keys(candidates) as FontRole[]).flatMap((role) => cast(role, byName) ?? [])
  const known = new Map<string, Uint8Array>()
  const bitsOf = (family: string): Uint8Array => {
    const kept = known.get(family)
    if (kept) return kept
    const font = families.find((each) => each.family === family)
    if (!font) throw new Error(`font family is not on this machine: ${family}`)
    const bits = glyphBits(font)
    known.set(family, bits)
    return bits
  }
  return {
    families: () => families,
    playing: (role) => families.find((each) => each.role === role),
    coverage: (family, text) => undrawable(bitsOf(family), text),
  }
}
