import { Paragraph } from 'docx'
import { centred, docxOf, docxTable, heavyLine } from '../../paper/documents/paper-docx.ts'
import {
  capText,
  deductionText,
  type PracticalModule,
  type PracticalPaper,
  supplyKinds,
} from '../core/practical.ts'
import { unstopped } from './practical-data.ts'

export type PracticalDocument = 'preparation' | 'task' | 'score-sheet'

const head = (paper: PracticalPaper, organisation: string, name: string) => [
  centred(organisation),
  centred(paper.title, 32, true),
  centred(name, 26, true),
  centred(
    `职业：${paper.occupation}（${paper.occupationCode}）　等级：${paper.level}　编号：${paper.paperNo}`,
  ),
]

const supplies = ({ preparation }: PracticalModule) =>
  supplyKinds.flatMap(({ key, name }) =>
    preparation[key].length === 0
      ? []
      : [
          heavyLine(name),
          docxTable(
            [
              ['序号', '名称', '型号规格', '数量', '单位'],
              ...preparation[key].map((row, at) => [
                String(at + 1),
                row.name,
                row.spec,
                String(row.qtyPerStation),
                row.unit,
              ]),
            ],
            [8, 25, 45, 11, 11],
          ),
        ],
  )

const preparation = (paper: PracticalPaper, organisation: string) => [
  [
    ...head(paper, organisation, '操作技能考核准备通知单（考场）'),
    new Paragraph('数量均为每个工位所需；考场按考生人数和每人工位数备齐，并备适量余量。'),
    ...paper.modules.flatMap((module) => {
      const { perCandidate, description } = module.preparation.station
      return [
        heavyLine(`${module.code}　${module.name}`),
        new Paragraph(`工位：每名考生 ${perCandidate} 个。${unstopped(description)}。`),
        ...supplies(module),
      ]
    }),
  ],
  [
    ...head(paper, organisation, '操作技能考核准备通知单（考生）'),
    docxTable(
      [
        ['考核模块', '自带物品'],
        ...paper.modules.map(({ name, preparation: { candidateBrings } }) => [
          name,
          candidateBrings.join('\n'),
        ]),
      ],
      [35, 65],
    ),
  ],
]

const task = (paper: PracticalPaper, organisation: string) => [
  [
    ...head(paper, organisation, '操作技能考核试卷'),
    docxTable(
      [
        ['序号', '考核模块', '时间（分钟）', '配分', '权重'],
        ...paper.modules.map((module, at) => [
          String(at + 1),
          module.name,
          String(module.minutes),
          String(module.maxScore),
          `${module.weightPercent}%`,
        ]),
        ['', '合计', String(paper.totalMinutes), String(paper.totalScore), '100%'],
      ],
      [8, 56, 14, 11, 11],
    ),
    centred('考 核 须 知', 21, true),
    new Paragraph(
      `1. 满分 ${paper.totalScore} 分，合格分数 ${paper.passScore} 分；${unstopped(paper.scoring.method)}。`,
    ),
    new Paragraph(`2. ${unstopped(paper.timeRule)}。`),
    new Paragraph('3. 操作前须检查工具、仪表和设备，遵守安全操作规程；出现否决项的按评分记录表的规定处理。'),
    ...paper.modules.flatMap((module) => [
      heavyLine(`${module.code}　${module.name}`),
      new Paragraph(`考核时间：${module.minutes} 分钟　配分：${module.maxScore} 分`),
      ...module.task.map((words, at) => new Paragraph(`${at + 1}. ${words}`)),
    ]),
  ],
]

const scoreSheet = (paper: PracticalPaper, organisation: string) =>
  paper.modules.map((module) => [
    ...head(paper, organisation, '操作技能考核评分记录表'),
    heavyLine(`模块：${module.name}`),
    docxTable(
      [['准考证号', '', '姓名', '', '工位号', '', '开始时间', '', '结束时间', '']],
      Array(10).fill(10),
    ),
    new Paragraph(''),
    docxTable(
      [
        ['代码', '考核内容', '考核要求', '配分', '扣分规则', '每条上限', '扣分', '得分', '备注'],
        ...module.scoringPoints.map(({ code, item, requirement, maxScore, deductions }) => [
          ...[code, item, requirement, String(maxScore)],
          deductions.map((each, at) => `${at + 1}. ${deductionText(each)}`).join('\n'),
          deductions.map((each, at) => `${at + 1}. ${capText(each)}`).join('\n'),
          ...['', '', ''],
        ]),
        ['', '合计', '', String(module.maxScore), '', '', '', '', ''],
      ],
      [7, 12, 24, 6, 25, 9, 5, 5, 7],
    ),
    heavyLine('否决项'),
    docxTable(
      [
        ['代码', '否决情形', '处理', '是否出现'],
        ...paper.vetoItems.map(({ code, text, effect }) => [code, text, effect, '□是 □否']),
      ],
      [8, 45, 33, 14],
    ),
    new Paragraph('考评员签名：______________　考评组长签名：______________　日期：　　年　　月　　日'),
  ])

const parts = { preparation, task, 'score-sheet': scoreSheet } as const

/** One of the three documents of a practical paper for Word. */
export const practicalDocx = (
  paper: PracticalPaper,
  given: { readonly document: PracticalDocument; readonly organisation: string; readonly foot: string },
): Promise<Uint8Array> =>
  docxOf(parts[given.document](paper, given.organisation), {
    title: paper.title,
    foot: given.foot,
    landscape: given.document === 'score-sheet',
  })
