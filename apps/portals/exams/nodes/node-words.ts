import type * as node from '#modules/delivery/node/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { Tone } from '../../kit/status-tag.tsx'

export type Nodes = ReplyOf<typeof node.nodeList>
export type NodeLine = Nodes['nodes'][number]
export type SittingLine = Nodes['sittings'][number]
export type ArrivalLine = Nodes['arrivals'][number]

export const outcomeWords: { readonly [outcome: string]: { readonly word: string; readonly tone: Tone } } = {
  taken: { word: '已接收', tone: 'done' },
  same: { word: '重复，无变化', tone: 'idle' },
  refused: { word: '未接收', tone: 'refused' },
  conflict: { word: '冲突结果', tone: 'todo' },
}

/** `3 小时 20 分钟` */
export const overdueText = (minutes: number): string => {
  const hours = Math.floor(minutes / 60)
  return hours > 0 ? `${hours} 小时 ${minutes % 60} 分钟` : `${minutes} 分钟`
}

export const decisionWords: { readonly [decision in 'adopt' | 'set-aside']: string } = {
  adopt: '改用这一份',
  'set-aside': '维持已接收的一份',
}
