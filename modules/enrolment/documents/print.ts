import { fileURLToPath } from 'node:url'
import { clearIdentityOf } from '#modules/party/facts.ts'
import { levelName } from '#modules/policy/core/level.ts'
import { dayOf, inWords } from '#platform/clock/day.ts'
import type { CommandContext } from '#platform/command/context.ts'
import { accept, type Json, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { readFile } from '#platform/files/files.ts'
import type { Situation } from '../commands/situation.ts'
import type { PriorCertificate } from '../core/applicant.ts'
import { conditionChoices } from '../core/evaluation.rule.ts'
import { commitmentTexts } from '../core/form.rule.ts'
import { phonePurpose } from '../store.ts'

const template = (name: string) => ({ path: fileURLToPath(new URL(`./${name}`, import.meta.url)) })
const noCertificate: PriorCertificate = {
  type: '其他证书',
  title: '',
  level: '',
  number: '',
  issuedOn: '',
  issuer: '',
}
const subjectNames = [
  ['theory', '理论'],
  ['practical', '技能'],
  ['review', '综合'],
] as const

const certificateData = (
  certificate: PriorCertificate | null,
  other: boolean,
): { readonly [key: string]: Json } => {
  const shown =
    certificate && (certificate.type === '其他证书') === other ? certificate : { ...noCertificate, type: '' }
  return { ...shown }
}

const phoneOf = (context: CommandContext, { row }: Situation): string =>
  row.phone === null ? row.phoneMasked : context.services.keyring.decrypt(row.phone, phonePurpose(row.id))

/** The eighteen fields of annex 2, in the order of the template (SDS-A2-01). */
export const formData = async (
  context: CommandContext,
  situation: Situation,
): Promise<{ readonly [key: string]: Json }> => {
  const { row, line, regime, target } = situation
  const identity = await clearIdentityOf(context, row.personId)
  const categories =
    regime.enrolment.categories.provenance === 'not-stated' ? [] : regime.enrolment.categories.value
  const chosen = conditionChoices(target).find(({ code }) => code === row.conditionCode)
  const form = regime.enrolment.form
  return {
    title: form.provenance === 'not-stated' ? '职业技能等级认定申报表' : form.value.title,
    name: row.name,
    sex: row.sex,
    photo: row.photoFileId !== null,
    birthDate: inWords(row.birthDate),
    education: [row.education, row.major].filter((words) => words !== '').join(' '),
    documentType: row.documentType,
    documentNumber: identity.documentNumber,
    phone: phoneOf(context, situation),
    categories: categories.map((name) => ({ name, chosen: name === row.category })),
    employer: row.employer,
    certificate: certificateData(row.priorCertificate, false),
    other: certificateData(row.priorCertificate, true),
    occupation: line.trade === '' ? line.occupationName : `${line.occupationName}（${line.trade}）`,
    level: levelName(line.level),
    subjects: subjectNames.map(([subject, name]) => ({ name, chosen: row.subjects.includes(subject) })),
    condition: chosen?.text ?? '',
    commitments: [...commitmentTexts(regime)],
    signature: row.signatureFileId !== null,
    date: row.commitment ? inWords(dayOf(new Date(row.commitment.acceptedAt))) : '年　　月　　日',
    note: '',
  }
}

const unprintable = (sentence: string, remedy: string) =>
  refuse('UNPRINTABLE', { sentence, remedy, clauses: ['SDS-3.2-06'] })

const imagesOf = async (context: CommandContext, { row }: Situation): Promise<Record<string, Uint8Array>> => {
  const read = async (fileId: string) => (await readFile(context, row.organisationId, fileId)).bytes
  return {
    ...(row.photoFileId ? { 'photo.jpg': await read(row.photoFileId) } : {}),
    ...(row.signatureFileId ? { 'signature.png': await read(row.signatureFileId) } : {}),
  }
}

/** Annex 2 of one application as PDF; refused when a name has a character no font can draw. */
export const printForm = async (
  context: CommandContext,
  situation: Situation,
): Promise<Verdict<Uint8Array, 'UNPRINTABLE'>> => {
  const data = await formData(context, situation)
  const printable = context.services.press.printable(data, ['fangsong', 'serif'])
  if (printable.refused) return unprintable(printable.sentence, printable.remedy)
  const images = await imagesOf(context, situation)
  const imprint = { date: context.today, title: String(data.title), archival: true }
  return accept(
    await context.services.press.render(
      { template: template('application-form.typ'), data, images },
      imprint,
    ),
  )
}

/** Annex 4 with the names of the batch and the organisation. */
export const printCommitment = async (
  context: CommandContext,
  data: { readonly batchName: string; readonly organisation: string },
): Promise<Verdict<Uint8Array, 'UNPRINTABLE'>> => {
  const printable = context.services.press.printable({ ...data }, ['fangsong', 'serif'])
  if (printable.refused) return unprintable(printable.sentence, printable.remedy)
  const imprint = { date: context.today, title: '职业技能等级认定报名资料审核承诺书', archival: true }
  return accept(
    await context.services.press.render(
      { template: template('review-commitment.typ'), data: { ...data } },
      imprint,
    ),
  )
}
