import { readIdentities } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import type { printCertificates } from '../contract.ts'
import { certificateStateTitles } from '../core/certificate.machine.ts'
import { printSheets, requireFilledFamily } from '../documents/sheet.ts'
import { regimeOf } from '../sources.ts'
import { getCertificates } from '../store/certificate.store.ts'
import { wrongState } from './wrong-state.ts'

/** Several certificates as one file for the printer: whole sheets, or only what is filled in on printed blanks. */
export const printHandler: CommandHandler<typeof printCertificates> = async (context, input) => {
  const { tx, actor, today, services } = context
  const organisationId = actor.organisationId!
  const family = requireFilledFamily(services.press)
  if (family.refused) return family
  const certificates = await getCertificates(tx, organisationId, input.certificateIds)
  const held = certificates.find(
    ({ state, token }) => token === null || !['issued', 'reissued'].includes(state),
  )
  if (held) return wrongState(`证书${held.number}`, certificateStateTitles[held.state], '打印')
  const regime = regimeOf(await batchFacts(tx, organisationId, certificates[0]!.batchId))
  const identities = await readIdentities(
    context,
    certificates.map(({ personId }) => personId),
  )
  const bytes = await printSheets(
    context,
    certificates.map((row) => ({ ...row, token: row.token ?? '', ...identities.get(row.personId)! })),
    {
      regime,
      options: {
        mode: input.mode,
        offset: { x: input.offsetX ?? 0, y: input.offsetY ?? 0 },
        date: today,
      },
    },
  )
  const name = `职业技能等级证书-${input.mode === 'overprint' ? '套打' : '整页'}-${certificates.length}本.pdf`
  const audience = ['org-exam', 'org-head']
  const file = await storeFile(context, {
    organisationId,
    audience,
    name,
    mediaType: 'application/pdf',
    bytes,
  })
  context.recordAll({
    type: 'certificate-printed',
    table: 'certificate',
    organisationId,
    ids: certificates.map(({ id }) => id),
    data: { mode: input.mode },
    clauses: ['SDS-6.2-01'],
  })
  return accept(file)
}
