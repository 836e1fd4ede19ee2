import { organisationFacts } from '#modules/party/facts.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { accept, type Verdict } from '#platform/contract/verdict.ts'
import type { UnprintableCode } from '#platform/document/press.ts'
import { type FileReference, storeFile } from '#platform/files/files.ts'
import { type SchemeRoom, schemeForm } from './core/scheme.form.ts'
import { requireSchemeIn } from './core/scheme.rule.ts'
import { findBatch, linesOf } from './store.ts'

/** What the arrangement knows for Annex 3: confirmed candidates by line (null: none yet), and the rooms. */
export interface SchemeData {
  readonly organisationId: string
  readonly batchId: string
  readonly counts: readonly { readonly lineId: string; readonly count: number }[] | null
  readonly rooms: readonly SchemeRoom[]
}

/** Prints Annex 3, the implementation scheme, and stores the PDF with the organisation. */
export const schemeDocument = async (
  context: CommandContext,
  { organisationId, batchId, counts, rooms }: SchemeData,
): Promise<Verdict<FileReference, 'SCHEME_MISSING' | UnprintableCode>> => {
  const { tx, services, today } = context
  const batch = await findBatch(tx, { organisationId, id: batchId })
  const scheme = requireSchemeIn(batch.scheme)
  if (scheme.refused) return scheme
  const { name, headName, headPhone, contactPerson, contactPhone } = await organisationFacts(
    tx,
    organisationId,
  )
  const form = schemeForm({
    organisationName: name,
    headName: headName ?? '',
    headPhone: headPhone ?? '',
    contactPerson: contactPerson ?? '',
    contactPhone: contactPhone ?? '',
    filledOn: today,
    scheme: scheme.value,
    lines: await linesOf(tx, organisationId, [batchId]),
    counts,
    rooms,
  })
  const printable = services.press.printable(form, ['serif'])
  if (printable.refused) return printable
  const title = `职业技能等级认定实施方案 ${batch.name}`
  const template = { path: 'modules/plan/documents/scheme.typ' }
  const bytes = await services.press.render({ template, data: form }, { date: today, title })
  return accept(
    await storeFile(context, { organisationId, name: `${title}.pdf`, mediaType: 'application/pdf', bytes }),
  )
}
