import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { factDetails, factTitle, knownFactTypes } from './fact-title.ts'

const sources = globSync('modules/**/*.ts').filter((file) => !/\.(?:test|fixture)\.ts$/u.test(file))

/** What follows `type:` in an object that names a table next: the argument of record and recordAll. */
const recorded = /\btype: ((?:[^,{}]|\$\{[^}]*\})+),\s*table:/gu

const literals = (text: string) => [...text.matchAll(/'([a-z]+(?:-[a-z]+)+)'/gu)].map(([, type]) => type!)

/** The types an expression can give: its literals, those of the table it picks from, or all that fit its template. */
const typesOf = (expression: string, source: string): readonly string[] => {
  const template = /^`(.*)`$/su.exec(expression.trim())?.[1]
  if (template !== undefined) {
    const pattern = new RegExp(`^${template.replaceAll(/\$\{[^}]*\}/gu, '.+')}$`, 'u')
    const fitting = knownFactTypes.filter((type) => pattern.test(type))
    return fitting.length > 0 ? fitting : [expression]
  }
  const direct = literals(expression)
  if (direct.length > 0) return direct
  const name = /^(\w+)[.[]/u.exec(expression.trim())?.[1]
  const table =
    name && new RegExp(`const ${name}\\b[^{]*(?:Record<[^=]*)?= \\{([^}]*)\\}`, 'u').exec(source)?.[1]
  return table ? literals(table) : [expression]
}

/** The chain as the menus name it, and what lies under all of it. */
const stages = '基础 备案 机构 考点 题库 计划 报名 资格审核 编排 考试 评分 成绩公示 证书 档案 督导'.split(' ')

const found = sources.flatMap((file) => {
  const source = readFileSync(file, 'utf8')
  return [...source.matchAll(recorded)].flatMap(([, expression]) =>
    typesOf(expression!, source).map((type) => ({ file, type })),
  )
})

test('SDS-7.2-06 every fact that is recorded anywhere has a Chinese title', () => {
  assert.ok(found.length > 130, `${found.length} facts found`)
  const missing = found.filter(({ type }) => !knownFactTypes.includes(type))
  assert.deepEqual(missing, [])
  for (const type of knownFactTypes) assert.match(factTitle(type).title, /^\p{Script=Han}+$/u, type)
})

test('SDS-7.2-06 every title belongs to a fact that is recorded, and to a stage of the chain', () => {
  const types = new Set(found.map(({ type }) => type))
  assert.deepEqual(
    knownFactTypes.filter((type) => !types.has(type)),
    [],
  )
  for (const type of knownFactTypes) assert.ok(stages.includes(factTitle(type).stage), type)
})

test('details are words: no id, digest, instant or name of code, money in yuan and days in full', () => {
  assert.deepEqual(
    factDetails({
      reason: '考点停电',
      subject: 'theory',
      amountCents: 30000,
      issuedOn: '2027-01-15',
      isCheating: true,
      note: '',
      number: '019f0a52-6a5d-7c11-8f0e-2d9b1f6f7f3e',
      source: 'all-or-nothing',
      hash: 'ab12',
      before: 58.5,
    }),
    [
      { label: '原因', value: '考点停电' },
      { label: '科目', value: '理论' },
      { label: '金额', value: '300.00元' },
      { label: '发证日期', value: '2027年1月15日' },
      { label: '认定为作弊', value: '是' },
      { label: '更正前', value: '58.5' },
    ],
  )
})
