import { documentIndexOf } from '#modules/party/facts.ts'
import { canonicalJson } from '#platform/audit/chain.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import type { Json } from '#platform/contract/verdict.ts'
import { accept } from '#platform/contract/verdict.ts'
import { readFile } from '#platform/files/files.ts'
import { maskNumber } from '#platform/pii/mask.ts'
import { readStaffFile } from '../import/staff-file.ts'
import type { importStaff } from '../staff.contract.ts'
import {
  insertStaff,
  listStaff,
  type NewStaff,
  replaceRelations,
  type StaffRow,
  updateStaff,
} from '../staff.store.ts'
import { ownOrganisation } from '../store.ts'

const residentId = '居民身份证'

const isSame = (row: StaffRow, entry: NewStaff): boolean => {
  const shape = ({ name, employer, documentIndex, record }: NewStaff) =>
    canonicalJson({ name, employer, documentIndex, record } as unknown as Json)
  return shape(row) === shape(entry)
}

/** All rows or none; who stands in the roster already is brought up to date, and the same file changes nothing. */
export const importStaffHandler: CommandHandler<typeof importStaff> = async (context, { fileId }) => {
  const { tx } = context
  const organisationId = ownOrganisation(context)
  const { bytes } = await readFile(context, organisationId, fileId)
  const file = await readStaffFile(bytes)
  if (file.refused) return file
  const known = new Map((await listStaff(tx, organisationId)).map((row) => [row.staffNumber, row]))
  const entries = file.value.staff.map(
    ({ record, employer, documentNumber }): NewStaff => ({
      staffNumber: record.staffNumber,
      name: record.name,
      employer,
      documentMasked: maskNumber(documentNumber),
      documentIndex: documentIndexOf(context, residentId, documentNumber),
      roles: record.roles,
      record,
    }),
  )
  const changed = entries.flatMap((entry) => {
    const row = known.get(entry.staffNumber)
    return row && !isSame(row, entry) ? [{ row, entry }] : []
  })
  const added = await insertStaff(
    tx,
    organisationId,
    entries.filter(({ staffNumber }) => !known.has(staffNumber)),
  )
  for (const { row, entry } of changed) await updateStaff(tx, row, entry)
  const clauses = ['SDS-4.3-12', 'SDS-4.3-14']
  context.recordAll({ type: 'staff-entered', table: 'staffMember', organisationId, ids: added, clauses })
  context.recordAll({
    type: 'staff-changed',
    table: 'staffMember',
    organisationId,
    ids: changed.map(({ row }) => row.id),
    clauses,
  })
  const ids = new Map((await listStaff(tx, organisationId)).map((row) => [row.staffNumber, row.id]))
  const relations = file.value.relations.flatMap(({ staffNumber, documentNumber, kind, reason }) => {
    const staffId = ids.get(staffNumber)
    return staffId
      ? [{ staffId, documentIndex: documentIndexOf(context, residentId, documentNumber), kind, reason }]
      : []
  })
  await replaceRelations(tx, organisationId, relations)
  const unchanged = entries.length - added.length - changed.length
  return accept({ added: added.length, changed: changed.length, unchanged, relations: relations.length })
}
