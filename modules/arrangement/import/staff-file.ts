import { type Level, parseLevel } from '#modules/policy/core/level.ts'
import { type Day, isDay } from '#platform/clock/day.ts'
import { accept, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { asVerdict, openWorkbook, type Workbook } from '#platform/spreadsheet/reader.ts'
import type { StaffRecord } from '../core/examiner.rule.ts'

export interface StaffEntry {
  readonly record: StaffRecord
  readonly employer: string
  readonly documentNumber: string
}

export interface StaffRelation {
  readonly staffNumber: string
  readonly documentNumber: string
  readonly kind: 'relative' | 'taught-class'
  readonly reason: string
}

export interface StaffFile {
  readonly staff: readonly StaffEntry[]
  readonly relations: readonly StaffRelation[]
}

export type StaffFileRefusal = 'FILE_UNREADABLE' | 'SHEET_MISSING' | 'ROWS_WRONG'

type Row = (title: string) => string

/** Rows of a sheet as functions from column title to text; blank rows are passed over. */
const rowsOf = async (book: Workbook, sheet: string): Promise<Row[]> => {
  const rows: Row[] = []
  let titles: ReadonlyMap<string, number> | undefined
  for await (const row of book.rows(sheet)) {
    if (row.blank) continue
    const texts = row.cells.map((cell) => shownText(cell).normalize('NFKC').trim())
    if (titles) {
      const columns = titles
      rows.push((title) => texts[columns.get(title.normalize('NFKC')) ?? -1] ?? '')
    } else titles = new Map(texts.map((text, index) => [text, index]))
  }
  return rows
}

const dayIn = (text: string): Day | null => (isDay(text) ? text : null)
const parts = (text: string): string[] =>
  text
    .split(/[、,;]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** `2024良好、2025优秀`; a newly engaged examiner has none. */
const appraisalsIn = (text: string) =>
  parts(text).flatMap((part) => {
    const found = /^(\d{4})(.+)$/u.exec(part)
    return found ? [{ year: Number(found[1]), grade: found[2]! }] : []
  })

const entryOf = (row: Row): StaffEntry => ({
  employer: row('所属机构'),
  documentNumber: row('证件号码').toUpperCase(),
  record: {
    staffNumber: row('工号'),
    name: row('姓名'),
    roles: parts(row('人员类别')),
    occupationCodes: [...row('考评职业（编码）').matchAll(/\((\d(?:-\d{2})+)\)/gu)].map(([, code]) => code!),
    examinerGrade: row('考评员级别'),
    level: row('本人职业技能等级') === '' ? null : (parseLevel(row('本人职业技能等级')) as Level | null),
    certificateOccupation: row('证书职业'),
    title: row('专业技术职称'),
    titleField: row('职称专业'),
    trainingHours: Number(row('培训学时') || 0),
    trainingResult: row('培训考核'),
    agreementSigned: row('聘用协议') === '已签',
    cardNumber: row('证卡编号'),
    cardFrom: dayIn(row('证卡核发日期')),
    cardUntil: dayIn(row('证卡有效期至')),
    status: row('聘用状态'),
    appraisals: appraisalsIn(row('近两年年度评议')),
    servicesInSuccession: Number(row('已连续承担电工考评次数') || 0),
    batchRole: row('本批次已安排角色'),
  },
})

const relationsIn = async (book: Workbook): Promise<StaffRelation[]> => {
  const relatives = (await rowsOf(book, '亲属关系')).map(
    (row): StaffRelation => ({
      staffNumber: row('工号'),
      documentNumber: row('亲属证件号码').toUpperCase(),
      kind: 'relative',
      reason: `亲属（${row('关系').replaceAll('(', '（').replaceAll(')', '）')}）`,
    }),
  )
  const students = Map.groupBy(await rowsOf(book, '班级学员'), (row) => row('班级编号'))
  const classes = (await rowsOf(book, '任教班级')).flatMap((row) =>
    (students.get(row('班级编号')) ?? []).map(
      (student): StaffRelation => ({
        staffNumber: row('任课教师工号'),
        documentNumber: student('证件号码').toUpperCase(),
        kind: 'taught-class',
        reason: `任教班级 ${row('班级编号')}`,
      }),
    ),
  )
  return [...relatives, ...classes].filter(({ documentNumber }) => documentNumber !== '')
}

const rowProblem = (
  { record, documentNumber }: StaffEntry,
  index: number,
  seen: Set<string>,
): string | null => {
  const { staffNumber, name } = record
  const where = `第 ${index + 2} 行`
  if (staffNumber === '' || name === '' || documentNumber === '') return `${where}缺少工号、姓名或证件号码`
  if (seen.has(staffNumber)) return `${where}工号“${staffNumber}”重复`
  seen.add(staffNumber)
  return null
}

const wanted = ['人员名册', '亲属关系', '任教班级', '班级学员']

const readBook = async (book: Workbook): Promise<Verdict<StaffFile, StaffFileRefusal>> => {
  const names = book.sheets.map(({ name }) => name)
  const missing = wanted.filter((name) => !names.includes(name))
  if (missing.length > 0) {
    return refuse('SHEET_MISSING', {
      sentence: `文件缺少工作表：${missing.join('、')}。`,
      remedy: '请使用人员名册模板填写后上传。',
      clauses: ['SDS-4.3-12'],
    })
  }
  const staff = (await rowsOf(book, '人员名册')).map(entryOf)
  const seen = new Set<string>()
  const problems = staff.flatMap((entry, index) => rowProblem(entry, index, seen) ?? [])
  if (problems.length === 0) return accept({ staff, relations: await relationsIn(book) })
  return refuse('ROWS_WRONG', {
    sentence: `人员名册有 ${problems.length} 行有误：${problems.slice(0, 5).join('；')}。`,
    remedy: '请改正后重新上传；未导入任何人员。',
    clauses: ['SDS-4.3-12'],
    details: { problems },
  })
}

/** Reads the staff workbook: roster, declared relatives, taught classes and their students. All rows or none. */
export const readStaffFile = async (bytes: Uint8Array): Promise<Verdict<StaffFile, StaffFileRefusal>> => {
  const unreadable = ({ sentence, remedy }: Refusal) =>
    refuse('FILE_UNREADABLE', { sentence, remedy, clauses: [], field: 'fileId' })
  const book = await openWorkbook(bytes)
  if (book.refused) return unreadable(book)
  try {
    const read = await asVerdict(() => readBook(book.value))
    return read.refused ? unreadable(read) : read.value
  } finally {
    book.value.close()
  }
}
