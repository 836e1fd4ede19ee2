import type { Tone } from '../kit/status-tag.tsx'

interface Word {
  readonly word: string
  readonly tone: Tone
}

const sittingWords: { readonly [state: string]: Word } = {
  prepared: { word: '待下发', tone: 'idle' },
  'sealed-package-present': { word: '待签到', tone: 'todo' },
  'checked-in': { word: '签到中', tone: 'running' },
  opened: { word: '已启封，待开考', tone: 'running' },
  running: { word: '考试中', tone: 'running' },
  suspended: { word: '已暂停', tone: 'todo' },
  ended: { word: '已收卷，待封存', tone: 'todo' },
  sealed: { word: '已封存，待接收', tone: 'todo' },
  uploaded: { word: '已接收', tone: 'done' },
}

export const sittingWord = (state: string): Word => sittingWords[state] ?? { word: state, tone: 'idle' }

/** Word of each seat's status, in the order in which a list counts them. */
export const seatWords: { readonly [status: string]: string } = {
  assigned: '未签到',
  present: '已签到',
  answering: '作答中',
  interrupted: '中断',
  'handed-in': '已交卷',
  collected: '已收卷',
  absent: '缺考',
  expelled: '终止',
}

export const countsText = (counts: { readonly [status: string]: number }): string =>
  Object.entries(seatWords)
    .filter(([status]) => counts[status])
    .map(([status, word]) => `${word} ${counts[status]}`)
    .join('　')

export const roleWords: { readonly [role: string]: string } = {
  chief: '考点负责人',
  invigilator: '监考人员',
  supervisor: '质量督导员',
  keeper: '试卷保管人',
}

export const noteWords: { readonly [category: string]: string } = {
  violation: '违纪登记',
  expulsion: '责令离场',
  decision: '处理决定',
  incident: '异常情况',
  equipment: '设备情况',
  patrol: '考场巡视',
  inspection: '巡查记录',
  'staff-violation': '工作人员违规',
}

/** The address under which a hosted room's invigilators work. */
export const invigilatorPage = '/room/invigilator/'
