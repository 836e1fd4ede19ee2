import type { Tone } from '../../kit/status-tag.tsx'

const tones: { readonly [state: string]: Tone } = {
  reading: 'running',
  ready: 'todo',
  committing: 'running',
  committed: 'done',
  failed: 'refused',
  good: 'done',
  problem: 'refused',
  duplicate: 'idle',
  'near-duplicate': 'todo',
  excluded: 'idle',
  writing: 'running',
  taken: 'done',
}

/** Of a staged file, of a question in it, or of a written export. */
export const toneOfImport = (state: string): Tone => tones[state] ?? 'idle'

export const rowStateWords: { readonly [state: string]: string } = {
  good: '可导入',
  problem: '有误',
  duplicate: '重复',
  'near-duplicate': '相近',
  excluded: '已排除',
}

const problemWords: { readonly [code: string]: string } = {
  READING: '读取有疑问',
  POINT_MISSING: '没有鉴定点',
  POINT_UNKNOWN: '鉴定点不在细目表',
  CODE_TAKEN: '与题库同号不同题',
  CODE_TWICE: '编号在文件中重复',
  ITEM_NOT_IN_USE: '原题现在不能修订',
  REVISION_OPEN: '原题正在修订',
  ITEM_ALREADY_THERE: '题库中已有相同题目',
  KEY_CONFLICT: '同题答案不同',
  CODE_MALFORMED: '编号不合规则',
  TYPE_UNKNOWN: '题型不明',
  TYPE_CODE_MISMATCH: '题型与编号不符',
  POINT_CODE_MISMATCH: '鉴定点与编号不符',
  STEM_MISSING: '题干为空',
  GRADE_UNREADABLE: '难度或一致性有误',
}
const problemGroups: readonly (readonly [string, string])[] = [
  ['OPTIONS', '选项有误'],
  ['KEY', '答案有误'],
  ['BLANKS', '空数与答案不符'],
  ['PART', '小题有误'],
  ['SHARE', '分值份额有误'],
]

/** A kind of problem in few words, for filters. */
export const problemWord = (code: string): string =>
  problemWords[code] ?? problemGroups.find(([start]) => code.startsWith(start))?.[1] ?? '其他问题'
