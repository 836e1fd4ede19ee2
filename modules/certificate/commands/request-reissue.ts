import type { CommandContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { storeFile } from '#platform/files/files.ts'
import { sniff } from '#platform/upload/sniff.ts'
import type { applyReissue, registerReissue } from '../contract.ts'
import { certificateMachine, certificateStateTitles } from '../core/certificate.machine.ts'
import { requireMaterials, requireOwnCertificate } from '../core/issue.rule.ts'
import { reissueMachine } from '../core/reissue.machine.ts'
import { normaliseNumber } from '../sources.ts'
import {
  type CertificateRow,
  issuerOf,
  lockCertificate,
  ownCertificates,
} from '../store/certificate.store.ts'
import { hasOpenRequest, insertRequest, type StoredMaterial } from '../store/reissue.store.ts'
import { wrongState } from './wrong-state.ts'

type Request = Pick<InputOf<typeof applyReissue>, 'reason' | 'materials'>

const mediaTypes: Readonly<Partial<Record<ReturnType<typeof sniff>, string>>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
}

const storeMaterials = async (
  context: CommandContext,
  certificate: CertificateRow,
  materials: Request['materials'],
): Promise<Verdict<readonly StoredMaterial[], 'MATERIAL_UNREADABLE'>> => {
  const stored: StoredMaterial[] = []
  for (const { kind, name, content } of materials) {
    const bytes = Buffer.from(content, 'base64')
    const mediaType = mediaTypes[sniff(bytes)]
    if (mediaType === undefined) {
      return refuse('MATERIAL_UNREADABLE', {
        sentence: `材料“${name}”不是 JPG、PNG 图片或 PDF 文件。`,
        remedy: '请将材料拍照或扫描后重新上传。',
        clauses: ['SDS-6.3-02'],
        field: 'materials',
      })
    }
    const { organisationId, personId } = certificate
    const audience = ['org-exam', 'org-head', 'org-archive', 'city', 'province']
    const { fileId } = await storeFile(context, {
      organisationId,
      personId,
      audience,
      name,
      mediaType,
      bytes,
    })
    stored.push({ kind, name, fileId })
  }
  return accept(stored)
}

const openRequest = async (context: CommandContext, certificate: CertificateRow, request: Request) => {
  const { tx, now } = context
  const enough = requireMaterials(request.materials)
  if (enough.refused) return enough
  if (!certificateMachine.next(certificate.state, 'reissue')) {
    return wrongState('该证书', certificateStateTitles[certificate.state], '申请补办')
  }
  if (await hasOpenRequest(tx, certificate.organisationId, certificate.id)) {
    return refuse('REQUEST_OPEN', {
      sentence: '该证书已有一份补办申请正在办理。',
      remedy: '请等待办理结果，不必重复申请。',
      clauses: ['SDS-6.3-02'],
    })
  }
  const materials = await storeMaterials(context, certificate, request.materials)
  if (materials.refused) return materials
  const row = await insertRequest(tx, {
    organisationId: certificate.organisationId,
    batchId: certificate.batchId,
    certificateId: certificate.id,
    personId: certificate.personId,
    state: reissueMachine.initial,
    reason: request.reason,
    materials: materials.value,
    submittedAt: now,
  })
  const data = { number: certificate.number, materials: materials.value.length }
  const clauses = ['SDS-6.3-02']
  context.record({ type: 'reissue-requested', table: 'reissueRequest', row, data, clauses })
  return accept({ requestId: row.id })
}

/** The holder applies; the request goes to the body that issued the certificate and to no other. */
export const applyReissueHandler: CommandHandler<typeof applyReissue> = async (context, input) => {
  const own = await ownCertificates(context.tx, context.actor.personId!)
  const certificate = own.find(({ id }) => id === input.certificateId)
  if (!certificate) throw new MissingRow()
  return openRequest(context, certificate, input)
}

/** The holder comes to the counter; only the issuing organisation takes the request (SDS-6.3-01). */
export const registerReissueHandler: CommandHandler<typeof registerReissue> = async (context, input) => {
  const { tx, actor } = context
  const issuer = await issuerOf(tx, normaliseNumber(input.number))
  if (!issuer) throw new MissingRow()
  const own = requireOwnCertificate(issuer, actor.organisationId!)
  if (own.refused) return own
  const certificate = await lockCertificate(tx, issuer.organisationId, { certificateId: issuer.id })
  return openRequest(context, certificate, input)
}
