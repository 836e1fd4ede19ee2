import type { Package } from '#platform/office/package.ts'
import { type Relation, relationsOf } from '#platform/office/relations.ts'
import { type Attributes, attribute, readXml } from '#platform/xml/feeder.ts'

/** Something drawn over a sheet. */
export interface Drawn {
  /** The cell of its upper left corner: row from 1, column from 0. */
  readonly row: number
  readonly column: number
  /** The part with its bytes; undefined for a shape, a chart or a picture that is linked and not held. */
  readonly media: string | undefined
  readonly alt: string
  /** Shown width in CSS pixels, where the drawing says so. */
  readonly width: number | undefined
}

const perPixel = 9525

interface Open {
  row: number
  column: number
  alt: string
  name: string
  width: number | undefined
  blips: (string | undefined)[]
}

const started = (): Open => ({ row: 0, column: 0, alt: '', name: '', width: undefined, blips: [] })

const note = (open: Open, name: string, attributes: Attributes) => {
  if (name === 'cNvPr') {
    open.alt = attributes.descr ?? ''
    open.name = attributes.name ?? ''
  } else if (name === 'blip') open.blips.push(attribute(attributes, 'embed'))
  else if (name === 'ext' && attributes.cx) open.width = Math.round(Number(attributes.cx) / perPixel)
}

const byId = (relations: readonly Relation[]) =>
  new Map(relations.filter(({ external }) => !external).map(({ id, part }) => [id, part]))

/** Pictures and other drawings of a sheet in the order of its drawing part. */
export const readDrawings = async (pack: Package, sheetPart: string): Promise<readonly Drawn[]> => {
  const drawing = (await relationsOf(pack, sheetPart)).find(
    ({ type, external }) => type === 'drawing' && !external,
  )
  if (!drawing) return []
  const media = byId(await relationsOf(pack, drawing.part))
  const drawn: Drawn[] = []
  let open = started()
  let [inFrom, into] = [false, '']
  await readXml(pack.read(drawing.part), {
    open: (name, attributes) => {
      into = name
      if (name.endsWith('Anchor')) open = started()
      else if (name === 'from') inFrom = true
      else note(open, name, attributes)
    },
    close: (name) => {
      into = ''
      if (name === 'from') inFrom = false
      if (!name.endsWith('Anchor')) return
      const { row, column, alt, width } = open
      const blips = open.blips.length > 0 ? open.blips : [undefined]
      for (const blip of blips)
        drawn.push({ row: row + 1, column, alt, width, media: blip === undefined ? blip : media.get(blip) })
    },
    text: (text) => {
      if (inFrom && into === 'row') open.row = Number(text) || 0
      if (inFrom && into === 'col') open.column = Number(text) || 0
    },
  })
  return drawn
}

export interface CellPicture {
  readonly media: string
  readonly alt: string
}

/** Pictures that WPS keeps in cells, by the name its formula `DISPIMG("ID_…",1)` asks for. */
export const readCellPictures = async (
  pack: Package,
  bookPart: string,
): Promise<ReadonlyMap<string, CellPicture>> => {
  const pictures = new Map<string, CellPicture>()
  const held = (await relationsOf(pack, bookPart)).find(
    ({ type, external }) => type === 'cellImage' && !external,
  )
  if (!held) return pictures
  const media = byId(await relationsOf(pack, held.part))
  let open = started()
  await readXml(pack.read(held.part), {
    open: (name, attributes) => {
      if (name === 'cellImage') open = started()
      else note(open, name, attributes)
    },
    close: (name) => {
      const part = media.get(open.blips[0] ?? '')
      if (name === 'cellImage' && part) pictures.set(open.name, { media: part, alt: open.alt })
    },
  })
  return pictures
}
