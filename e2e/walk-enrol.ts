import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import * as enrolment from '#modules/enrolment/contract.ts'
import { registerCandidate } from '#modules/party/contract.ts'
import type { PlainCell } from '#platform/spreadsheet/cell.ts'
import { openWorkbook } from '#platform/spreadsheet/reader.ts'
import type { WriteCell } from '#platform/spreadsheet/sheet-writer.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import { anyone, type Client, logIn } from './client.ts'
import { demoFile, type Walk } from './walk.ts'

type Row = readonly WriteCell[]

const written = (cell: PlainCell): WriteCell => {
  if (cell.kind === 'date') return { day: cell.day }
  if (cell.kind === 'number') return cell.number
  return cell.kind === 'boolean' ? cell.boolean : cell.text
}

/** The demo roster's header and its first candidates who have no planted fault, as a workbook of their own. */
export const smallRoster = async (people: number): Promise<{ name: string; bytes: Uint8Array }> => {
  const file = demoFile('roster-electrician-4.xlsx')
  const { planted } = JSON.parse(readFileSync(file.replace('.xlsx', '.truth.json'), 'utf8')) as {
    planted: readonly { readonly row: number }[]
  }
  const faulty = new Set(planted.map(({ row }) => row))
  const opened = await openWorkbook(new Uint8Array(readFileSync(file)))
  if (opened.refused) throw new Error(opened.sentence)
  const rows: Row[] = []
  for await (const { rowNumber, cells } of opened.value.rows(0)) {
    if (faulty.has(rowNumber)) continue
    rows.push(cells.map((cell) => (cell === null || cell.kind === 'formula' ? null : written(cell))))
    if (rows.length > people) break
  }
  const { name } = opened.value.sheets[0]!
  opened.value.close()
  const [header, ...candidates] = rows
  const columns = header!.map((title) => ({ title: String(title), format: 'general' as const }))
  return {
    name: '报名名册.xlsx',
    bytes: await writeWorkbook({ sheets: [{ name, columns, rows: candidates }] }),
  }
}

/** Someone of the photographs who is on no roster row of the walk: 1992-05-24 … 9500, good for the conditions. */
export const selfEnrolled = {
  name: '林示例',
  documentNumber: '140202199205249500',
  photo: 'photos/140202199205249500.jpg',
  phone: '13800000001',
  password: 'Lanchuan-2026',
} as const

const signature = async () => ({
  name: '签名.png',
  bytes: new Uint8Array(
    await sharp({ create: { width: 300, height: 120, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
  ),
})

const scan = { name: '工作年限承诺.pdf', bytes: new TextEncoder().encode('%PDF-1.7\n% 演示用承诺\n%%EOF\n') }

const filledIn = {
  education: '大学专科和专科学校',
  major: '机电一体化技术',
  category: '社会人员',
  employer: '示例电气有限公司',
  conditionCode: '1',
  currentStudent: false,
  workFrom: '2014-06-01',
  workYears: 12,
} as const

type Draft = { readonly organisationId: string; readonly applicationId: string; readonly version: number }

const attachAll = async (client: Client, draft: Draft): Promise<number> => {
  const files = [
    ['photo', demoFile(selfEnrolled.photo)],
    ['signature', await signature()],
    ['work-years-commitment', scan],
  ] as const
  const { organisationId, applicationId } = draft
  let { version } = draft
  for (const [kind, content] of files) {
    const file = await client.upload(content)
    version = (await client.done(enrolment.attach, { organisationId, applicationId, version, kind, file }))
      .version
  }
  return version
}

/** Step 5, the candidate's part: registers, fills in, uploads photograph and signature, submits. */
export const enrolOneself = async (walk: Walk): Promise<Client> => {
  walk.at('2026-12-02')
  const { name, documentNumber, phone, password } = selfEnrolled
  const { address } = walk.server
  await anyone(address).done(registerCandidate, {
    name,
    documentType: '居民身份证',
    documentNumber,
    phone,
    password,
  })
  const client = await logIn(address, { login: documentNumber, password })
  const { batches } = await client.done(enrolment.openPlans, {})
  const batch = batches.find(({ batchId }) => batchId === walk.found.batchId)!
  const [line] = batch.lines
  const at = { organisationId: walk.organisationId, batchId: batch.batchId, lineId: line!.lineId }
  const started = await client.done(enrolment.startApplication, at)
  const key = { organisationId: started.organisationId, applicationId: started.applicationId }
  const saved = await client.done(enrolment.saveDraft, { ...key, version: started.version, data: filledIn })
  const version = await attachAll(client, { ...key, version: saved.version })
  await client.done(enrolment.submitApplication, {
    ...key,
    version,
    acceptCommitment: true,
    acceptNoChange: true,
  })
  walk.found.lineId = line!.lineId
  walk.found.candidate = client
  return client
}
