import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day } from '#platform/clock/day.ts'
import { readRoster } from './read-roster.ts'
import type { ReadRow, RosterSettings } from './roster.parser.ts'

interface Planted {
  readonly row: number
  readonly kind: string
  readonly field: string
  readonly verdict: 'must-reject' | 'must-accept-after-normalising'
  readonly normalised?: Readonly<Record<string, string>>
}
const truth = JSON.parse(readFileSync('demo/data/roster-electrician-4.truth.json', 'utf8')) as {
  readonly expected: { readonly acceptedCandidates: number; readonly rejectedCandidates: number }
  readonly planted: readonly Planted[]
}
const file = readFileSync('demo/data/roster-electrician-4.xlsx')

export const settings: RosterSettings = {
  pack: 'shandong-social',
  ruledOn: day('2026-11-20'),
  on: day('2026-12-07'),
  lines: [
    {
      id: 'line-1',
      occupationCode: '6-31-01-03',
      occupationName: '电工',
      trade: '',
      level: 4,
      subjects: ['theory', 'practical'],
    },
  ],
}

const readAll = async (bytes: Uint8Array) => {
  const rows: ReadRow[] = []
  const summary = await readRoster(bytes, settings, (batch) => {
    rows.push(...batch)
  })
  return { rows, summary }
}
const { rows, summary } = await readAll(file)
const byNumber = new Map(rows.map((row) => [row.rowNumber, row]))

/** Each planted kind is refused under a code of its own. */
const codes: Readonly<Record<string, string>> = {
  'phone-malformed': 'PHONE_MALFORMED',
  'level-out-of-scope': 'LEVEL_OUT_OF_SCOPE',
  'birth-date-mismatch': 'BIRTH_DATE_MISMATCH',
  'insufficient-years': 'CONDITION_NOT_MET',
  'formula-injection': 'CELL_FORMULA',
  'under-16': 'UNDER_AGE',
  'bad-id-checksum': 'IDENTITY_NUMBER_CHECK',
  'certificate-level-not-lower': 'CERTIFICATE_LEVEL_NOT_LOWER',
  'missing-required-cell': 'CELL_MISSING',
  'duplicate-id-in-file': 'DUPLICATE_IN_FILE',
  'certificate-number-malformed': 'CERTIFICATE_NUMBER_MALFORMED',
  'merged-or-blank-row': 'NOT_A_CANDIDATE',
}

test('the demo roster: exactly 1,945 accepted and 55 refused, three rows without a candidate', () => {
  assert.equal(summary.refused, false)
  const candidates = rows.filter((row) => row.isCandidate)
  assert.equal(candidates.filter((row) => row.candidate !== null).length, truth.expected.acceptedCandidates)
  assert.equal(candidates.filter((row) => row.candidate === null).length, truth.expected.rejectedCandidates)
  assert.deepEqual(
    rows.filter((row) => !row.isCandidate).map((row) => row.rowNumber),
    [1763],
  )
  // The two empty rows are passed over, the rows after them read on.
  assert.equal(byNumber.has(457) || byNumber.has(1419), false)
  assert.ok(byNumber.has(458) && byNumber.has(1420))
})

for (const { row, kind, field, verdict, normalised } of truth.planted) {
  if (field === '(whole row)' && verdict === 'must-accept-after-normalising') continue
  test(`row ${row}, ${kind}: ${verdict}`, () => {
    const read = byNumber.get(row)!
    if (verdict === 'must-reject') {
      assert.deepEqual(
        read.problems.map(({ code }) => code),
        [codes[kind]],
      )
      return
    }
    const candidate = read.candidate
    assert.ok(candidate, JSON.stringify(read.problems))
    const seen: Record<string, string | null> = {
      手机号码: candidate.phone,
      证件号码: candidate.documentNumber,
      姓名: candidate.name,
      出生日期: candidate.birthDate,
      参加工作时间: candidate.workFrom,
      认定等级: candidate.evaluation.met ? '四级/中级工' : '',
      报名单位: candidate.details.报名单位 ?? '',
    }
    for (const [column, value] of Object.entries(normalised ?? {})) assert.equal(seen[column], value, column)
  })
}

test('SDS-3.3-03 a foreign passport is accepted without the checks of an identity card', () => {
  const passports = truth.planted.filter(({ kind }) => kind === 'foreign-passport')
  for (const { row } of passports) assert.equal(byNumber.get(row)?.candidate?.documentTypeName, '外国护照')
})

test('all 33 columns are kept: what has no place of its own stands in the details', () => {
  const first = byNumber.get(2)!.candidate!
  assert.deepEqual(first.details, {
    序号: '1',
    职业工种名称: '电工',
    认定等级: '四级/中级工',
    申报条件:
      '取得本专业或相关专业的技工院校或中等及以上职业院校、专科及以上普通高等学校毕业证书（含在读应届毕业生）'
        .replace('（', '(')
        .replace('）', ')'),
    是否有职业资格证书: '否',
    '所在省（市）区': '山东省',
    考生来源: '技师学院',
    报名单位: '澜川市技能评价服务中心',
    认定分类: '初次认定',
    考试类型: '正考',
    民族: '汉族',
    政治面貌: '群众',
    通讯地址: '山东省澜川市鹿岭县工农巷27号',
    证书领取方式: '自取',
    邮政编码: '266725',
  })
  assert.equal(first.category, '院校学生')
})

test('a file that is no workbook, and one without the required columns, are refused by name', async () => {
  const text = await readRoster(new TextEncoder().encode('姓名,证件号码\n张三,1'), settings, () => {})
  assert.ok(text.refused && text.code === 'spreadsheet-wrong-type')
  const other = await readRoster(readFileSync('demo/data/staff.xlsx'), settings, () => {})
  assert.ok(other.refused && other.code === 'ROSTER_HEADER')
  assert.match(other.sentence, /缺少必需的列/)
})
