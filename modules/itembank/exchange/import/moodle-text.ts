import { childOf, elementsOf, type XmlElement, xmlTextOf } from '#platform/xml/tree.ts'
import type { Rich } from '../../core/rich.ts'
import { formattedToRich, type TextFormat } from './html-or-plain.ts'
import type { PictureShelf } from './html-pictures.ts'
import type { PictureSource } from './html-sink.ts'
import type { LossList } from './losses.ts'
import { wordTable } from './word-table.ts'

const formats = wordTable<TextFormat>({
  html: 'html',
  moodle_auto_format: 'moodle',
  plain_text: 'plain',
  markdown: 'markdown',
})

const formatOf = (element: XmlElement | undefined): TextFormat =>
  formats[element?.attributes.format ?? ''] ?? 'moodle'

/** The words of `<text>` as they stand. */
export const moodleText = (element: XmlElement | undefined): string => xmlTextOf(childOf(element, 'text'))

const fileMark = '@@PLUGINFILE@@'

const nameOf = (src: string): string => {
  const path = src.slice(fileMark.length).split('?', 1)[0]!
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const pathOf = ({ attributes }: XmlElement): string => `${attributes.path ?? '/'}${attributes.name ?? ''}`

/** Pictures of a text field: in its address, or one of the field's files, which is unpacked once. */
const pictureOf = (element: XmlElement | undefined, shelf: PictureShelf): PictureSource => {
  const files = new Map(elementsOf(element, 'file').map((file) => [pathOf(file), file]))
  const taken = new Map<string, string | undefined>()
  return (src) => {
    if (!src.startsWith(fileMark)) return shelf.takeAddress(src)
    const name = nameOf(src)
    const file = files.get(name)
    if (!file) return undefined
    if (!taken.has(name)) {
      const bytes = Buffer.from(xmlTextOf(file), 'base64')
      taken.set(name, bytes.length > 0 ? shelf.take(bytes) : undefined)
    }
    return taken.get(name)
  }
}

/** A file that no text shows is an attachment. */
const attachments = (element: XmlElement | undefined, text: string, losses: LossList) => {
  const files = elementsOf(element, 'file')
  if (files.length === 0) return
  const shown = new Set([...text.matchAll(/@@PLUGINFILE@@[^"'<>\s]*/g)].map(([address]) => nameOf(address)))
  for (const file of files) if (!shown.has(pathOf(file))) losses.add('附件', file.attributes.name ?? '')
}

export interface MoodleTexts {
  readonly shelf: PictureShelf
  readonly losses: LossList
}

/** A text field as rich text. `changed` is its text when the reader has taken something out of it. */
export const moodleRich = (
  element: XmlElement | undefined,
  { shelf, losses }: MoodleTexts,
  changed?: string,
): Rich => {
  const text = changed ?? moodleText(element)
  attachments(element, text, losses)
  const reading = formattedToRich({ format: formatOf(element), text }, pictureOf(element, shelf))
  losses.addAll(reading.losses)
  return reading.rich
}
