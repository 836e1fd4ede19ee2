import type { Deduction, PracticalModule, PracticalPaper, Supply, VetoItem } from '../core/practical.ts'

/** Cells of a sheet as a reader would see them, row by row. */
export type Sheet = readonly (readonly (string | null)[])[]
export type Sheets = ReadonlyMap<string, Sheet>

export const sheetNames = {
  overview: '考核概况',
  preparation: '考核准备通知单',
  candidate: '考生准备通知单',
  task: '试卷正文',
  scoring: '评分记录表-',
  vetoes: '一票否决项',
} as const

/** What a workbook holds, before anything is judged: numbers that are none are NaN and fail the schema. */
interface Reading {
  readonly paper: PracticalPaper
  /** What could not be read, in words, each with its sheet and row. */
  readonly unread: readonly string[]
}

const text = (cell: string | null | undefined): string => (cell ?? '').trim()
const numeral = (cell: string | null | undefined): number =>
  text(cell) === '' ? Number.NaN : Number(text(cell))

const labelled = (sheet: Sheet, label: string): string =>
  text(sheet.find(([first]) => text(first).startsWith(label))?.[1])

/** Rows below the one whose first cell is `header`, up to a row whose first cell is empty or 合计. */
const below = (sheet: Sheet, header: string): Sheet => {
  const from = sheet.findIndex(([first]) => text(first) === header) + 1
  if (from === 0) return []
  const rest = sheet.slice(from)
  const end = rest.findIndex(([first]) => text(first) === '' || text(first) === '合计')
  return end < 0 ? rest : rest.slice(0, end)
}

const rowsOf = (sheet: Sheet, header: string, code: string): Sheet =>
  below(sheet, header).filter(([module]) => text(module) === code)

const supply = ([, , , name, spec, quantity, unit]: Sheet[number]): Supply => ({
  name: text(name),
  spec: text(spec),
  qtyPerStation: numeral(quantity),
  unit: text(unit),
})

const lines = (cell: string | null | undefined): readonly string[] =>
  text(cell)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

const deductionPattern = /^\d+\.\s*(.*)，每(.*?)扣\s*([\d.]+)\s*分$/
const capPattern = /^\d+\.\s*(.*)$/

const capOf = (line: string | undefined): number | null => {
  const [, cap = ''] = capPattern.exec(line ?? '') ?? []
  return cap === '' || cap === '扣完为止' ? null : Number(cap)
}

const deductionsOf = (rules: string | null | undefined, caps: string | null | undefined) => {
  const limits = lines(caps)
  const read: Deduction[] = []
  const unread: string[] = []
  for (const [at, line] of lines(rules).entries()) {
    const [, rule, per, deduct] = deductionPattern.exec(line) ?? []
    if (rule === undefined) unread.push(line)
    else read.push({ rule: rule.trim(), deduct: Number(deduct), per: per ?? '', cap: capOf(limits[at]) })
  }
  return { read, unread }
}

const scoringOf = (sheet: Sheet, code: string) => {
  const unread: string[] = []
  const points = below(sheet, '评分点代码').map(([point, item, requirement, maxScore, rules, caps]) => {
    const deductions = deductionsOf(rules, caps)
    unread.push(
      ...deductions.unread.map((line) => `评分记录表-${code} ${text(point)}：“${line}”不是扣分规则`),
    )
    return {
      code: text(point),
      item: text(item),
      requirement: text(requirement),
      maxScore: numeral(maxScore),
      deductions: deductions.read,
    }
  })
  return { points, unread }
}

const moduleOf = (sheets: Sheets, row: Sheet[number], index: number) => {
  const [code, name, minutes, maxScore, weight] = row
  const own = text(code)
  const sheet = (named: string): Sheet => sheets.get(named) ?? []
  const prepared = rowsOf(sheet(sheetNames.preparation), '模块', own)
  const kind = (named: string) => prepared.filter(([, each]) => text(each) === named)
  const [station] = kind('工位')
  const scoring = scoringOf(sheet(`${sheetNames.scoring}${own}`), own)
  const module: PracticalModule = {
    code: own,
    order: index + 1,
    name: text(name),
    minutes: numeral(minutes),
    weightPercent: numeral(weight),
    maxScore: numeral(maxScore),
    task: rowsOf(sheet(sheetNames.task), '模块', own).map(([, , words]) => text(words)),
    preparation: {
      station: {
        perCandidate: station ? numeral(station[5]) : 1,
        description: text(station?.[4]),
      },
      equipment: kind('设备').map(supply),
      materials: kind('材料').map(supply),
      tools: kind('工具仪表').map(supply),
      candidateBrings: rowsOf(sheet(sheetNames.candidate), '模块', own).map(([, , words]) => text(words)),
    },
    scoringPoints: scoring.points,
  }
  return { module, unread: scoring.unread }
}

const vetoesOf = (sheet: Sheet): readonly VetoItem[] =>
  below(sheet, '代码').map(([code, words, effect, scope]) => ({
    code: text(code),
    text: text(words),
    effect: text(effect),
    scope: text(scope) === 'exam' || text(scope) === '全卷' ? 'exam' : 'module',
  }))

/** `电工（6-31-01-03）` → name and code. */
const occupationOf = (cell: string) => {
  const [, occupation = cell, occupationCode = ''] = /^(.*?)[（(]([\d-]+)[）)]$/.exec(cell) ?? []
  return { occupation: occupation.trim(), occupationCode }
}

const examinersOf = (overview: Sheet) => {
  const examinersPerCandidate = numeral(labelled(overview, '每名考生考评员人数'))
  const odd = labelled(overview, '考评员人数为单数')
  return {
    examinersPerCandidate,
    method: labelled(overview, '评分方式'),
    oddNumber: odd === '' ? examinersPerCandidate % 2 === 1 : odd === '是',
  }
}

/** A practical paper from the sheets of its workbook. */
export const readPracticalSheets = (sheets: Sheets): Reading => {
  const overview = sheets.get(sheetNames.overview) ?? []
  const modules = below(overview, '模块代码').map((row, index) => moduleOf(sheets, row, index))
  return {
    paper: {
      paperNo: labelled(overview, '试卷编号'),
      title: labelled(overview, '试卷名称'),
      ...occupationOf(labelled(overview, '职业')),
      level: labelled(overview, '等级'),
      totalScore: numeral(labelled(overview, '总分')),
      passScore: numeral(labelled(overview, '合格分数')),
      totalMinutes: numeral(labelled(overview, '总时间')),
      scoreStep: numeral(labelled(overview, '最小记分单位')),
      scoring: examinersOf(overview),
      timeRule: labelled(overview, '时间规定'),
      modules: modules.map(({ module }) => module),
      vetoItems: vetoesOf(sheets.get(sheetNames.vetoes) ?? []),
    },
    unread: modules.flatMap(({ unread }) => unread),
  }
}
