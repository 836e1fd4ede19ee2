import { knownCities } from '#modules/party/facts.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { importPreview } from '../contract.ts'
import { roomKindWord } from '../core/room.ts'
import type { Finding } from '../core/rooms-book.ts'
import { readRoomsBook } from '../import/read-book.ts'

const shown = ({ severity: _, clauses, ...finding }: Finding) => ({ ...finding, clauses: [...clauses] })

export const importPreviewHandler: QueryHandler<typeof importPreview> = async (context, { fileId }) => {
  const read = await readRoomsBook(context, fileId)
  if (read.refused) return read
  const { plan, comparison } = read.value
  const cities = await knownCities(context.tx)
  const of = (severity: Finding['severity']) =>
    plan.findings.filter((finding) => finding.severity === severity).map(shown)
  return accept({
    total: plan.total,
    good: plan.good,
    errors: of('error'),
    warnings: of('warning'),
    foreign: plan.foreign.map((rows) => ({ ...rows, codes: [...rows.codes] })),
    sites: comparison.sites.map(({ code, values, change }) => ({
      code,
      name: values.name,
      cityName: cities.find((city) => city.code === values.cityCode)?.name ?? '',
      change,
    })),
    rooms: comparison.rooms.map(({ siteCode, values, allSeats, change }) => ({
      code: values.code,
      siteCode,
      kind: values.kind,
      kindWord: roomKindWord(values.kind),
      name: values.name,
      seats: allSeats.length,
      usableSeats: allSeats.filter(({ usable }) => usable).length,
      change,
    })),
  })
}
