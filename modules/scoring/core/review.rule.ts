import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

interface Content {
  readonly name: string
  readonly weight: number
}

const clauses = ['SDE-4.3-03']

/** Points of every content within its part of the result; a locked sheet leaves none open. */
export const checkReview = (
  contents: readonly Content[],
  points: Readonly<Record<string, number>>,
  isFinal: boolean,
): Verdict<number, 'POINT_UNKNOWN' | 'POINT_OUT_OF_RANGE' | 'POINT_MISSING'> => {
  const unknown = Object.keys(points).find((name) => !contents.some((content) => content.name === name))
  if (unknown !== undefined) {
    return refuse('POINT_UNKNOWN', {
      sentence: `评审方案没有“${unknown}”这项内容。`,
      remedy: '请刷新页面后按方案评分。',
      clauses,
      field: unknown,
    })
  }
  const over = contents.find(({ name, weight }) => (points[name] ?? 0) > weight || (points[name] ?? 0) < 0)
  if (over) {
    return refuse('POINT_OUT_OF_RANGE', {
      sentence: `“${over.name}”满分 ${over.weight} 分，不能记 ${points[over.name]} 分。`,
      remedy: '请按方案的分值改正。',
      clauses,
      field: over.name,
    })
  }
  const open = contents.find(({ name }) => points[name] === undefined)
  if (isFinal && open) {
    return refuse('POINT_MISSING', {
      sentence: `“${open.name}”还没有评分。`,
      remedy: '请逐项评分后提交。',
      clauses,
      field: open.name,
    })
  }
  const sum = contents.reduce((total, { name }) => total + (points[name] ?? 0), 0)
  return accept(Math.round(sum * 10) / 10)
}
