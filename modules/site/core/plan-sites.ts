import { type Day, isDay } from '#platform/clock/day.ts'
import { missingOf, type SiteChecklist, siteStanding } from './checklist.ts'
import type { ImportGround, Ownership, Part, PlannedSite } from './planned.ts'
import { type BookRow, type Finding, findingAt, type RoomsBook } from './rooms-book.ts'

/** The city named in an address: the longest known name, so that a county-level city does not lose to its parent. */
const cityOf = (address: string, cities: ImportGround['cities']) =>
  cities
    .filter(({ name }) => address.includes(name))
    .sort((one, other) => other.name.length - one.name.length)[0]

const required = ['code', 'name', 'address', 'headName', 'headPhone'] as const

const siteOf = (row: BookRow, ground: ImportGround): { site: PlannedSite | null; findings: Finding[] } => {
  const { code = '', name = '', address = '', headName = '', headPhone = '', claimedState = '' } = row.cells
  const at = findingAt('sites', row)
  const findings = required
    .filter((key) => (row.cells[key] ?? '') === '')
    .map((key) => at('error', key, { reason: '未填写' }))
  const city = cityOf(address, ground.cities)
  if (!city && address !== '')
    findings.push(
      at('error', 'address', {
        reason: '从地址看不出考点在哪个市，无法确定由哪个市审核确认',
        clauses: ['SDS-4.1-01'],
      }),
    )
  if (claimedState !== '')
    findings.push(
      at('warning', 'claimedState', {
        reason: '表中的备案状态不作依据，考点须经所在市审核确认',
        clauses: ['SDS-4.1-01'],
      }),
    )
  if (!city || findings.some(({ severity }) => severity === 'error')) return { site: null, findings }
  const site = {
    code,
    name,
    address,
    cityCode: city.code,
    headName,
    headPhone,
    details: row.extra,
    checklist: null,
  }
  return { site, findings }
}

const checklistOf = (row: BookRow): SiteChecklist => ({
  checkedOn: row.cells.checkedOn ?? '',
  checkedBy: row.cells.checkedBy ?? '',
  conclusion: row.cells.conclusion ?? '',
  items: row.extra,
})

const checklistFindings = (row: BookRow, checklist: SiteChecklist, ground: ImportGround): Finding[] => {
  const at = findingAt('checklists', row)
  const findings: Finding[] = []
  for (const { item, present, clauses } of siteStanding(checklist, ground.law))
    if (!present)
      findings.push({
        ...at('warning', item, { reason: `缺少${item}`, clauses }),
        value: checklist.items[item] ?? '',
      })
  const incomplete = missingOf(siteStanding(checklist, ground.law)).length > 0
  if (incomplete && checklist.conclusion.startsWith('符合'))
    findings.push(at('warning', 'conclusion', { reason: '结论与检查项不一致：仍有缺项' }))
  if (!isDay(checklist.checkedOn as Day))
    findings.push(at('warning', 'checkedOn', { reason: '检查日期不是有效日期' }))
  return findings
}

/** Sites of the organisation with their checklists; the second row of one code is refused. */
export const planSites = (
  book: RoomsBook,
  ground: ImportGround,
  owned: Ownership,
): Part<PlannedSite> & { readonly good: number } => {
  const mine = book.sites.filter(({ cells }) => owned.ownerOf(cells.code ?? '') === undefined)
  const findings: Finding[] = []
  const planned = new Map<string, PlannedSite>()
  for (const row of mine) {
    const { site, findings: found } = siteOf(row, ground)
    findings.push(...found)
    if (!site) continue
    if (planned.has(site.code))
      findings.push(findingAt('sites', row)('error', 'code', { reason: '考点编号在表中重复' }))
    else planned.set(site.code, site)
  }
  let lists = 0
  const listed = book.checklists.filter(({ cells }) => owned.ownerOf(cells.siteCode ?? '') === undefined)
  for (const row of listed) {
    const site = planned.get(row.cells.siteCode ?? '')
    if (!site) {
      findings.push(findingAt('checklists', row)('error', 'siteCode', { reason: '考点表中没有这个考点编号' }))
      continue
    }
    const checklist = checklistOf(row)
    findings.push(...checklistFindings(row, checklist, ground))
    planned.set(site.code, { ...site, checklist })
    lists += 1
  }
  return {
    planned: [...planned.values()],
    findings,
    rows: mine.length + listed.length,
    good: planned.size + lists,
  }
}
