import { headWords } from './head-words.ts'
import type { Entry } from './journal.ts'

interface Step {
  readonly title: string
  readonly at: string
  readonly person: string
  readonly remark: string
}

const lostCauses = { silent: '没有应答', closed: '连接断开' } as const

const stepOf = (entry: Entry): Pick<Step, 'title' | 'remark'> | undefined => {
  switch (entry.kind) {
    case 'standby-linked':
      return { title: '备机同步', remark: entry.body.standby }
    case 'standby-lost':
      return { title: '备机断开', remark: `${entry.body.standby}：${lostCauses[entry.body.cause]}` }
    case 'standby-refused':
      return { title: '备机记录不一致', remark: `自第 ${entry.body.seq} 条记录起与主机不同，未接入` }
    case 'taken-over':
      return {
        title: '备机接管',
        remark: `由 ${entry.body.node} 接替 ${entry.body.from}：${entry.body.reason}`,
      }
    case 'tail-received':
      return {
        title: '并入原主机记录',
        remark: `第 ${entry.body.after} 条之后 ${entry.body.entries.length} 条留作证据：${entry.body.reason}`,
      }
    case 'head-missing':
      return {
        title: '考场记录告警',
        remark: headWords(`${entry.body.witness} 号座位`, entry.body),
      }
    default:
      return undefined
  }
}

/** SDS-4.4-40: what happened to the servers of the room is told in its record, oldest first. */
export const pairSteps = (entries: readonly Entry[], name: (actor: string) => string): readonly Step[] =>
  entries.flatMap((entry) => {
    const step = stepOf(entry)
    return step ? [{ ...step, at: entry.at, person: name(entry.actor) }] : []
  })
