import type { EventBodies } from '#modules/delivery/core/events.ts'
import { headWords } from '#modules/delivery/core/head-words.ts'
import type { Entry, EventKind } from '#modules/delivery/core/journal.ts'
import { incidentSentences } from '#modules/delivery/incident/core/incident-words.ts'
import type { TimelineLine } from '../room.port.ts'

type Words = { readonly [K in EventKind]?: (body: EventBodies[K]) => string }

const causes = { 'no-heartbeat': '考试机断网', equipment: '设备故障', candidate: '考生离座' } as const

const noteWords = {
  violation: '违纪登记',
  decision: '处理决定',
  incident: '异常情况',
  equipment: '设备情况',
  patrol: '考场巡视',
  inspection: '巡查记录',
  'staff-violation': '工作人员违规',
} as const

const comparedWords = { eye: '目视核对', reader: '读卡核对', 'last-six': '核对后六位' } as const

const because = (reason: string): string => (reason ? `：${reason}` : '')

/** What is worth a line in a seat's timeline; single answers are counted, not listed. */
const words: Words = {
  'signed-in': ({ document, compared }) =>
    `核验身份${document ? `（${document}，${comparedWords[compared ?? 'eye']}）` : ''}、检查违禁物品，签到`,
  'identity-checked': () => '考试中核对本人、准考证和照片',
  entered: () => '在考试机登录',
  confirmed: () => '阅读操作说明并确认本人信息',
  'paper-shown': () => '试卷显示，开始作答',
  'first-rendered': ({ lostSeconds }) =>
    lostSeconds > 0 ? `首题显示，比可以作答时晚 ${lostSeconds} 秒` : '首题显示',
  interrupted: ({ cause, reason }) => `${causes[cause]}${because(reason)}`,
  reconnected: () => '恢复作答',
  'extension-granted': ({ seconds, reason }) => `补时 ${Math.round(seconds / 60)} 分钟${because(reason)}`,
  'move-code-issued': ({ reason }) => `发出换机码${because(reason)}`,
  'machine-changed': () => '换到另一台考试机',
  'handed-in': ({ unanswered }) => (unanswered ? `交卷，未答 ${unanswered} 题` : '交卷，全部作答'),
  collected: ({ reason }) => `收卷${because(reason)}`,
  'marked-absent': ({ reason }) => `计为缺考${because(reason)}`,
  expelled: ({ reason }) => `终止考试${because(reason)}`,
  noted: ({ category, text }) => `${noteWords[category]}：${text}`,
  'taken-over': ({ reason }) => `考场服务器切换到备机，作答接续${because(reason)}`,
  'head-missing': (missed) => headWords('本座位', missed),
}

/** A take-over is everybody's; what a seat witnessed is its own. */
const concerns = (entry: Entry, seat: string): boolean =>
  entry.seat === seat ||
  entry.kind === 'taken-over' ||
  (entry.kind === 'head-missing' && entry.body.witness === seat)

/** The events of one seat in plain sentences, oldest first; runs of answers are drawn together. */
export const seatTimeline = (entries: Iterable<Entry>, seat: string): TimelineLine[] => {
  const lines: TimelineLine[] = []
  let said: Words = words
  let run = { count: 0, at: '' }
  const closeRun = (): void => {
    if (run.count > 0) lines.push({ at: run.at, sentence: `保存作答 ${run.count} 次` })
    run = { count: 0, at: '' }
  }
  for (const entry of entries) {
    if (entry.kind === 'sitting-prepared')
      said = { ...words, ...incidentSentences(entry.body.rules.incidents?.book) }
    if (!concerns(entry, seat)) continue
    if (entry.kind === 'answered') {
      run = { count: run.count + 1, at: entry.at }
      continue
    }
    const sentence = said[entry.kind]?.(entry.body as never)
    if (!sentence) continue
    closeRun()
    lines.push({ at: entry.at, sentence })
  }
  closeRun()
  return lines
}
