import type { Json } from '#platform/contract/verdict.ts'
import {
  capText,
  deductionText,
  type PracticalModule,
  type PracticalPaper,
  supplyKinds,
} from '../core/practical.ts'

const number = (value: number): string => String(value)
/** A sentence's words without its stop: the form sets its own. */
export const unstopped = (text: string): string => text.replace(/[。；;.\s]+$/u, '')

const moduleData = (module: PracticalModule): Json => ({
  name: module.name,
  minutes: module.minutes,
  maxScore: number(module.maxScore),
  weight: number(module.weightPercent),
  task: [...module.task],
  station: {
    perCandidate: number(module.preparation.station.perCandidate),
    description: unstopped(module.preparation.station.description),
  },
  supplies: supplyKinds.map(({ key, name }) => ({
    name,
    rows: module.preparation[key].map((row) => ({
      name: row.name,
      spec: row.spec,
      quantity: number(row.qtyPerStation),
      unit: row.unit,
    })),
  })),
  candidateBrings: [...module.preparation.candidateBrings],
  points: module.scoringPoints.map(({ code, item, requirement, maxScore, deductions }) => ({
    ...{ code, item, requirement },
    maxScore: number(maxScore),
    rules: deductions.map(deductionText),
    caps: deductions.map(capText),
  })),
})

/** A practical paper for `practical.typ`. */
export const practicalData = (paper: PracticalPaper): Json => ({
  paperNo: paper.paperNo,
  title: paper.title,
  occupation: paper.occupation,
  occupationCode: paper.occupationCode,
  level: paper.level,
  totalScore: number(paper.totalScore),
  passScore: number(paper.passScore),
  totalMinutes: paper.totalMinutes,
  method: unstopped(paper.scoring.method),
  timeRule: unstopped(paper.timeRule),
  modules: paper.modules.map(moduleData),
  vetoes: paper.vetoItems.map(({ code, text, effect }) => ({
    code,
    text: unstopped(text),
    effect: unstopped(effect),
  })),
})
