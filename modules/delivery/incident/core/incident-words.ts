import type { EventBodies } from '../../core/events.ts'
import type { IncidentEvents } from '../../core/incident-events.ts'
import { proceduresOf } from './procedures/books.ts'

const everyProcedure = [...proceduresOf('henan'), ...proceduresOf('general')]

/** What the document in force calls it: the handbook and the national rules have words of their own for one type. */
export const incidentTitle = (type: string, book: string | undefined): string =>
  [...proceduresOf(book), ...everyProcedure].find((procedure) => procedure.type === type)?.title ?? type

const stepTitle = (step: string): string =>
  everyProcedure.flatMap(({ steps }) => steps).find((one) => one.step === step)?.title ?? step

export const severityWords = { ordinary: '一般', major: '重大', serious: '严重' } as const

const filled = (fields: { readonly [field: string]: string }): string => {
  const values = Object.values(fields).filter(Boolean)
  return values.length ? `：${values.join('，')}` : ''
}

type Sentences = { readonly [K in keyof IncidentEvents]: (body: EventBodies[K]) => string }

/** A line of the timeline and of the room's record for each event of an incident, in the words of the book in force. */
export const incidentSentences = (book: string | undefined): Sentences => ({
  'incident-rules-read': () => '确认知悉偶发事件处理办法',
  'incident-opened': ({ incident, type, text, fields }) =>
    `突发事件第 ${incident} 号 ${incidentTitle(type, book)}${text ? `：${text}` : filled(fields)}`,
  'incident-step': ({ incident, step, fields }) => `第 ${incident} 号 ${stepTitle(step)}${filled(fields)}`,
  'incident-signed': ({ incident, name }) => `第 ${incident} 号 ${name}签名`,
  'incident-reported': ({ incident, to, text }) => `第 ${incident} 号 报告${to}${text ? `：${text}` : ''}`,
  'incident-answered': ({ incident, by, text }) => `第 ${incident} 号 ${by}答复：${text}`,
  'incident-acknowledged': ({ incident }) => `第 ${incident} 号 主考确认收到`,
  'incident-closed': ({ incident, decision }) => `第 ${incident} 号 办结：${decision}`,
  'room-extended': ({ seconds, reason }) => `全考场补时 ${Math.round(seconds / 60)} 分钟：${reason}`,
  'correction-announced': ({ item, text }) => `公布更正：第 ${item} 题 ${text}`,
  'spare-used': ({ source, count, left }) => `动用${source} ${count} 份，备用卷余 ${left} 份`,
  'evidence-seized': ({ article, taker, keeper }) =>
    `收缴物证：${article}（收缴人 ${taker}，保管人 ${keeper}）`,
  'evidence-moved': ({ to, person }) => (to === 'owner' ? `物证归还${person}` : `物证转${person}保管`),
  'resit-proposed': ({ seats, reason }) => `列入重考名单：${seats.join('、')} 号座位，${reason}`,
})
