import type { SheetColumn, SheetContent } from '#platform/spreadsheet/sheet-writer.ts'
import { writeWorkbook } from '#platform/spreadsheet/writer.ts'
import {
  capText,
  deductionText,
  type PracticalModule,
  type PracticalPaper,
  supplyKinds,
} from '../core/practical.ts'
import { sheetNames } from '../import/practical-sheets.ts'

const columns = (titles: readonly string[], widths: readonly number[] = []): readonly SheetColumn[] =>
  titles.map((title, at) => ({ title, width: widths[at] ?? 14, wrap: true }))

/** The overview has no header: its first line stands where the header does. */
const overviewSheet = (paper: PracticalPaper): SheetContent => {
  const { scoring, modules } = paper
  return {
    name: sheetNames.overview,
    columns: [
      { title: '试卷编号', width: 22 },
      { title: paper.paperNo, width: 60, wrap: true },
      ...columns(['', '', '']),
    ],
    rows: [
      ['试卷名称', paper.title],
      ['职业（编码）', `${paper.occupation}（${paper.occupationCode}）`],
      ['等级', paper.level],
      ['总分', paper.totalScore],
      ['合格分数', paper.passScore],
      ['总时间（分钟）', paper.totalMinutes],
      ['评分方式', scoring.method],
      ['每名考生考评员人数', scoring.examinersPerCandidate],
      ['考评员人数为单数', scoring.oddNumber ? '是' : '否'],
      ['最小记分单位', paper.scoreStep],
      ['时间规定', paper.timeRule],
      [],
      ['模块代码', '模块名称', '时间（分钟）', '配分', '权重（%）'],
      ...modules.map(({ code, name, minutes, maxScore, weightPercent }) => [
        code,
        name,
        minutes,
        maxScore,
        weightPercent,
      ]),
      ['合计', null, paper.totalMinutes, paper.totalScore, 100],
    ],
  }
}

const preparationRows = ({ code, preparation }: PracticalModule) => [
  [code, '工位', 1, '考核工位', preparation.station.description, preparation.station.perCandidate, '个'],
  ...supplyKinds.flatMap(({ key, name: kind }) =>
    preparation[key].map(({ name, spec, qtyPerStation, unit }, at) => [
      code,
      kind,
      at + 1,
      name,
      spec,
      qtyPerStation,
      unit,
    ]),
  ),
]

const preparationSheet = ({ title, modules }: PracticalPaper): SheetContent => ({
  name: sheetNames.preparation,
  title: `${title}　考核准备通知单（考场）`,
  columns: columns(['模块', '类别', '序号', '名称', '型号规格', '每工位数量', '单位'], [8, 10, 8, 24, 50]),
  rows: modules.flatMap(preparationRows),
})

const numberedSheet = (
  name: string,
  column: string,
  lines: readonly { readonly code: string; readonly words: readonly string[] }[],
): SheetContent => ({
  name,
  columns: columns(['模块', '序号', column], [8, 8, 100]),
  rows: lines.flatMap(({ code, words }) => words.map((each, at) => [code, at + 1, each])),
})

const list = (words: readonly string[]) => words.map((each, at) => `${at + 1}. ${each}`).join('\n')

const scoringSheet = ({ code, name, maxScore, scoringPoints }: PracticalModule): SheetContent => ({
  name: `${sheetNames.scoring}${code}`,
  title: `评分记录表　${code}　${name}`,
  columns: columns(
    ['评分点代码', '考核内容', '考核要求', '配分', '扣分规则', '扣分上限（每条）', '扣分', '得分', '备注'],
    [12, 20, 50, 8, 50, 18, 8, 8, 14],
  ),
  rows: [
    ...scoringPoints.map(({ code: point, item, requirement, maxScore: points, deductions }) => [
      point,
      item,
      requirement,
      points,
      list(deductions.map(deductionText)),
      list(deductions.map(capText)),
    ]),
    ['合计', null, null, maxScore],
  ],
})

const vetoSheet = ({ vetoItems }: PracticalPaper): SheetContent => ({
  name: sheetNames.vetoes,
  columns: columns(['代码', '否决情形', '处理', '范围（module＝本模块，exam＝全卷）'], [10, 60, 40, 20]),
  rows: vetoItems.map(({ code, text, effect, scope }) => [code, text, effect, scope]),
})

/** The workbook of a practical paper; reading it again gives the same paper. */
export const practicalWorkbook = (paper: PracticalPaper): Promise<Uint8Array<ArrayBuffer>> => {
  const { modules } = paper
  return writeWorkbook({
    sheets: [
      overviewSheet(paper),
      preparationSheet(paper),
      numberedSheet(
        sheetNames.candidate,
        '考生自带物品',
        modules.map(({ code, preparation }) => ({ code, words: preparation.candidateBrings })),
      ),
      numberedSheet(
        sheetNames.task,
        '操作要求',
        modules.map(({ code, task }) => ({ code, words: task })),
      ),
      ...modules.map(scoringSheet),
      vetoSheet(paper),
    ],
  })
}
