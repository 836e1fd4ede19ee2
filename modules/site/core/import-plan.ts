import { planSites } from './plan-sites.ts'
import { planTheory } from './plan-theory.ts'
import { planReviews, planWorkshops } from './plan-workshops.ts'
import type { ForeignRows, ImportGround, ImportPlan, Ownership } from './planned.ts'
import type { BookRow, RoomsBook, SheetKey } from './rooms-book.ts'

const ownershipOf = (book: RoomsBook, ground: ImportGround): Ownership => {
  const owners = new Map(book.sites.map(({ cells }) => [cells.code ?? '', cells.owner ?? '']))
  const isForeign = (code: string) => owners.has(code) && owners.get(code) !== ground.organisationName
  return {
    isOwn: (code) => !isForeign(code) && (owners.has(code) || ground.siteCodes.includes(code)),
    ownerOf: (code) => (isForeign(code) ? owners.get(code) || '（未填写）' : undefined),
  }
}

const foreignIn = (
  sheet: string,
  rows: readonly BookRow[],
  keyed: (row: BookRow) => { readonly owner: string | undefined; readonly code: string },
): ForeignRows[] => {
  const byOwner = new Map<string, { rows: number; codes: Set<string> }>()
  for (const row of rows) {
    const { owner, code } = keyed(row)
    if (owner === undefined) continue
    const entry = byOwner.get(owner) ?? { rows: 0, codes: new Set() }
    entry.rows += 1
    entry.codes.add(code)
    byOwner.set(owner, entry)
  }
  return [...byOwner].map(([owner, { rows: count, codes }]) => ({
    sheet,
    owner,
    rows: count,
    codes: [...codes],
  }))
}

const foreignRows = (book: RoomsBook, owned: Ownership): ForeignRows[] => {
  const siteOfRoom = new Map(book.theory.map(({ cells }) => [cells.code ?? '', cells.siteCode ?? '']))
  const bySite = (key: SheetKey, name: string) =>
    foreignIn(name, book[key], ({ cells }) => ({
      owner: owned.ownerOf(cells.siteCode ?? ''),
      code: cells.code ?? cells.siteCode ?? '',
    }))
  return [
    ...foreignIn('考点', book.sites, ({ cells }) => ({
      owner: owned.ownerOf(cells.code ?? ''),
      code: cells.code ?? '',
    })),
    ...bySite('theory', '理论考场'),
    ...foreignIn('理论座位', book.seats, ({ cells }) => ({
      owner: owned.ownerOf(siteOfRoom.get(cells.code ?? '') ?? ''),
      code: cells.code ?? '',
    })),
    ...bySite('workshops', '技能考核场地'),
    ...bySite('reviews', '综合评审室'),
    ...bySite('checklists', '设施设备检查表'),
  ]
}

/** Reads a book into what would be written, what is wrong in it, and what is somebody else's. Writes nothing. */
export const planImport = (book: RoomsBook, ground: ImportGround): ImportPlan => {
  const owned = ownershipOf(book, ground)
  const sites = planSites(book, ground, owned)
  const source = { book, ground, owned, taken: new Set<string>() }
  const parts = [planTheory(source), planWorkshops(source), planReviews(source)]
  const siteCodes = new Set([...sites.planned.map(({ code }) => code), ...ground.siteCodes])
  const rooms = parts.flatMap(({ planned }) => planned)
  // A room whose site is refused cannot be written either; the site's own finding says why.
  const written = rooms.filter(({ siteCode }) => siteCodes.has(siteCode))
  const total = sites.rows + parts.reduce((sum, { rows }) => sum + rows, 0)
  return {
    sites: sites.planned,
    rooms: written,
    foreign: foreignRows(book, owned),
    findings: [...sites.findings, ...parts.flatMap(({ findings }) => findings)],
    total,
    good: sites.good + written.length,
  }
}
