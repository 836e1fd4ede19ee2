import { dateInWords, timeInChina } from '../../core/chinese-time.ts'
import type { PaperCount, SpareUse } from './account.rule.ts'
import type { Attended } from './attendance.rule.ts'

interface Counted extends PaperCount {
  readonly first: string
  readonly second: string
  readonly at: string
}

/** Everything that the two forms of a paper room say. */
export interface PaperRecord {
  readonly title: string
  readonly organisation: string
  readonly site: string
  readonly room: string
  readonly exam: string
  readonly startsAt: string
  /** The end with the time made good. */
  readonly endsAt: string
  readonly extendedMinutes: number
  /** 监考人员, or 考评人员 of a skill paper. */
  readonly staff: string
  readonly people: readonly {
    readonly applicationId: string
    readonly seat: string
    readonly name: string
    readonly ticket: string
    readonly document: string
  }[]
  readonly attendance: readonly Attended[]
  readonly absent: readonly string[]
  readonly countOut: Counted | null
  readonly countIn: Counted | null
  readonly bag: { readonly label: string; readonly sealNumber: string } | null
  readonly carriedItems: readonly string[]
  readonly carried: readonly string[]
  readonly spares: readonly SpareUse[]
  readonly sparesLeft: number | null
  readonly gap: string | null
  readonly explainedBy: string | null
  readonly scanned: number
  readonly seal: {
    readonly bookNumber: string
    readonly sealNumber: string
    readonly first: string
    readonly second: string
    readonly at: string
  } | null
  readonly handOver: { readonly first: string; readonly second: string; readonly at: string } | null
  readonly incidents: readonly {
    readonly number: number
    readonly at: string
    readonly seats: readonly string[]
    readonly text: string
    readonly person: string
    readonly decision: string
  }[]
  readonly signatures: readonly {
    readonly name: string
    readonly role: string
    readonly at: string
    readonly byHand?: string
  }[]
}

const out = (count: PaperCount): string =>
  `试卷袋 ${count.envelopes}，试卷 ${count.papers}，备用卷 ${count.spares}，答题卡 ${count.sheets}，草稿纸 ${count.scratch}`

const back = (count: PaperCount): string =>
  `试卷袋 ${count.envelopes}，试卷 ${count.papers}，备用卷 ${count.spares}，已答答题卡 ${count.sheets}，空白答题卡 ${count.blankSheets}，草稿纸 ${count.scratch}`

const by = (of: { readonly first: string; readonly second: string; readonly at: string }): string =>
  `${of.first}、${of.second} 清点，${timeInChina(of.at)}`

const open = '＿＿＿＿＿＿'

const paperFacts = (record: PaperRecord) => {
  const { countOut, countIn, bag, spares, sparesLeft, gap, explainedBy, seal, handOver } = record
  const used = spares.map((use) => `${use.by} ${use.count} 份`).join('，') || '未启用'
  return [
    { term: '试卷袋', text: bag ? `${bag.label}，封条编号 ${bag.sealNumber}` : open },
    { term: '领取', text: countOut ? `${out(countOut)}（${by(countOut)}）` : open },
    { term: '备用卷', text: countOut ? `${used}，尚余 ${sparesLeft ?? 0} 份` : open },
    { term: '收回', text: countIn ? `${back(countIn)}（${by(countIn)}）` : open },
    {
      term: '清点差额',
      text: countIn ? (gap === null ? '无' : `${gap}${explainedBy ? `（${explainedBy}）` : ''}`) : open,
    },
    { term: '扫描件', text: countIn ? `${record.scanned} / ${countIn.sheets} 张` : open },
    {
      term: '答卷装订密封',
      text: seal
        ? `册号 ${seal.bookNumber}，密封签号 ${seal.sealNumber}（${seal.first}、${seal.second}，${timeInChina(seal.at)}）`
        : `册号 ${open}　密封签号 ${open}`,
    },
    {
      term: '移交保管',
      text: handOver
        ? `${handOver.first} 交 ${handOver.second}，${timeInChina(handOver.at)}`
        : `移交人 ${open}　接收人 ${open}`,
    },
  ]
}

const factsOf = (record: PaperRecord) => {
  const { people, attendance, absent, endsAt } = record
  const named = (ids: readonly string[]) =>
    people
      .filter(({ applicationId }) => ids.includes(applicationId))
      .map(({ seat, name, ticket }) => `${seat}号 ${name}（${ticket}）`)
      .join('、')
  const early = attendance.flatMap(({ applicationId, leftAt }) => {
    const one = people.find((each) => each.applicationId === applicationId)
    return one && leftAt !== null && leftAt < endsAt ? [`${one.seat}号 ${timeInChina(leftAt)}`] : []
  })
  return [
    {
      term: '考试时间',
      text: `${timeInChina(record.startsAt)} 至 ${timeInChina(endsAt)}${record.extendedMinutes > 0 ? `（顺延 ${record.extendedMinutes} 分钟）` : ''}`,
    },
    { term: '应到、实到、缺考', text: `${people.length}、${attendance.length}、${absent.length}` },
    { term: '缺考考生', text: named(absent) || '无' },
    { term: '提前交卷退场', text: early.join('、') || '无' },
    { term: '随卷带入考场', text: record.carried.join('、') || open },
    ...paperFacts(record),
  ]
}

const timeOf = (record: PaperRecord, applicationId: string) => {
  const came = record.attendance.find((one) => one.applicationId === applicationId)
  if (record.absent.includes(applicationId)) return { time: '缺考', left: '' }
  return {
    time: came ? timeInChina(came.at) : '',
    left: came?.leftAt ? timeInChina(came.leftAt) : '',
  }
}

/** HN-3.1.1-19, HN-2.6-06, SDS-4.4-18, SDS-4.4-44: the record of a paper room, or its sign-in sheet in seat order. */
export const paperForm = (record: PaperRecord, form: 'record' | 'sign-in') => ({
  form,
  title: form === 'record' ? record.title : '考生签到表',
  organisation: record.organisation,
  site: record.site,
  room: record.room,
  exam: record.exam,
  date: dateInWords(record.startsAt),
  facts: factsOf(record),
  notes: record.incidents.map((one) => ({
    ...{ time: timeInChina(one.at), category: `第 ${one.number} 号` },
    ...{ seat: one.seats.join('、') || '全场', text: one.text, person: one.person, decision: one.decision },
  })),
  people: record.people.map((one) => ({
    ...{ seat: one.seat, name: one.name, ticket: one.ticket, document: one.document, kind: '' },
    ...timeOf(record, one.applicationId),
  })),
  items: record.carriedItems.map((item) => `${record.carried.includes(item) ? '■' : '□'}${item}`),
  signatures: record.signatures.map(({ name, role, at, byHand }) => ({
    ...{ person: name, role, time: timeInChina(at) },
    how: byHand === undefined ? '本人登录签字' : `在纸质表上签字，${byHand}登记`,
  })),
  signing: true,
  staff: record.staff,
})
