import Value from 'typebox/value'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { shownText } from '#platform/spreadsheet/cell.ts'
import { asVerdict, openWorkbook } from '#platform/spreadsheet/reader.ts'
import { inWorker, type Parser, type UploadLimits } from '#platform/upload/in-worker.ts'
import { sniff } from '#platform/upload/sniff.ts'
import { PracticalPaperSchema } from '../core/practical.schema.ts'
import type { PracticalPaper } from '../core/practical.ts'
import { readPracticalSheets, type Sheet, type Sheets, sheetNames } from './practical-sheets.ts'

export interface PracticalReading {
  readonly paper: PracticalPaper
  /** What the file carries and the paper cannot hold, in words. */
  readonly unheld: readonly string[]
}

type ReadCode = 'FILE_UNREADABLE' | 'HEADER_MISSING'
type Read = Verdict<PracticalReading, ReadCode>

const unreadable = (sentence: string, code: ReadCode = 'FILE_UNREADABLE') =>
  refuse(code, {
    sentence,
    remedy: '请使用操作技能试卷的数据文件（.json）或工作簿（.xlsx），改正后重新上传。',
    clauses: [],
    field: 'file',
  })

/** Every text without blanks at its ends and with one kind of line end, so that equal papers compare equal. */
const tidied = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll(/\r\n?/g, '\n').trim()
  if (Array.isArray(value)) return value.map(tidied)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, tidied(each)]))
}

/** Paths of `raw` that `kept` does not have. */
const lost = (raw: unknown, kept: unknown, path = ''): readonly string[] => {
  if (raw === null || typeof raw !== 'object') return []
  const other = (kept ?? {}) as Record<string, unknown>
  return Object.entries(raw).flatMap(([key, value]) =>
    Object.hasOwn(other, key) ? lost(value, other[key], `${path}${key}.`) : [`${path}${key}`],
  )
}

const keyWords: Readonly<Record<string, string>> = {
  ...{
    paperNo: '试卷编号',
    title: '试卷名称',
    occupation: '职业',
    occupationCode: '职业编码',
    level: '等级',
  },
  ...{ totalScore: '总分', passScore: '合格分数', totalMinutes: '总时间', scoreStep: '最小记分单位' },
  ...{
    examinersPerCandidate: '考评员人数',
    method: '评分方式',
    oddNumber: '考评员人数单数',
    timeRule: '时间规定',
  },
  ...{ modules: '模块', code: '代码', order: '序号', name: '名称', minutes: '时间', weightPercent: '权重' },
  ...{
    maxScore: '配分',
    task: '操作要求',
    preparation: '准备',
    station: '考核工位',
    perCandidate: '每人工位数',
  },
  ...{ equipment: '设备', materials: '材料', tools: '工具仪表', spec: '型号规格', unit: '单位' },
  ...{
    qtyPerStation: '每工位数量',
    candidateBrings: '考生自带物品',
    scoringPoints: '评分点',
    item: '考核内容',
  },
  ...{ requirement: '考核要求', deductions: '扣分规则', rule: '扣分情形', deduct: '扣分', per: '扣分单位' },
  ...{ cap: '扣分上限', vetoItems: '否决项', text: '情形', effect: '处理', scope: '范围', scoring: '评分' },
}

/** `/modules/0/minutes` → 第1个模块的时间. */
const placeWords = (path: string): string => {
  const words: string[] = []
  for (const key of path.split('/').slice(1)) {
    if (/^\d+$/.test(key)) words.push(`第${Number(key) + 1}个${words.pop() ?? ''}`)
    else words.push(keyWords[key] ?? key)
  }
  return words.join('的')
}

/** A paper of the schema's shape, or the first place where it is not. */
export const shapedPractical = (raw: unknown): Read => {
  const clean = Value.Clean(PracticalPaperSchema, structuredClone(tidied(raw)))
  if (Value.Check(PracticalPaperSchema, clean))
    return accept({ paper: clean as PracticalPaper, unheld: lost(raw, clean) })
  const [first] = Value.Errors(PracticalPaperSchema, clean)
  return unreadable(`操作技能试卷数据的${placeWords(first?.instancePath ?? '') || '内容'}缺失或不符合要求。`)
}

const readJson = (input: Uint8Array): Read => {
  try {
    return shapedPractical(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(input)))
  } catch {
    return unreadable('该文件不是操作技能试卷的数据文件。')
  }
}

const readSheets = async (input: Uint8Array): Promise<Verdict<Sheets, string>> => {
  const opened = await openWorkbook(input)
  if (opened.refused) return opened
  try {
    return await asVerdict(async () => {
      const sheets = new Map<string, Sheet>()
      for (const { name } of opened.value.sheets) {
        const rows: (string | null)[][] = []
        for await (const { cells } of opened.value.rows(name))
          rows.push(cells.map((cell) => (cell === null ? null : shownText(cell))))
        sheets.set(name, rows)
      }
      return sheets
    })
  } finally {
    opened.value.close()
  }
}

const readWorkbook = async (input: Uint8Array): Promise<Read> => {
  const sheets = await readSheets(input)
  if (sheets.refused) return unreadable(sheets.sentence)
  if (!sheets.value.has(sheetNames.overview))
    return unreadable(`工作簿中没有“${sheetNames.overview}”表。`, 'HEADER_MISSING')
  const { paper, unread } = readPracticalSheets(sheets.value)
  const shaped = shapedPractical(paper)
  return shaped.refused ? shaped : accept({ ...shaped.value, unheld: unread })
}

/** Runs in the thread that parses uploads. */
export const parsePractical: Parser<PracticalReading, ReadCode> = (input) =>
  sniff(input) === 'xlsx' ? readWorkbook(input) : readJson(input)

const limits: UploadLimits = { bytes: 1_500_000, milliseconds: 20_000, memory: 256 }

/** Reads a practical paper, JSON or workbook, in a thread of its own. */
export const readPracticalApart = async (input: Uint8Array): Promise<Read> => {
  const module = new URL('./practical.parser.ts', import.meta.url)
  const read = await inWorker<PracticalReading, ReadCode>({ module, export: 'parsePractical', input, limits })
  if (!read.refused) return read
  return read.code === 'HEADER_MISSING'
    ? { ...read, code: 'HEADER_MISSING' }
    : { ...read, code: 'FILE_UNREADABLE', field: 'file' }
}
