import type { ComponentProps } from 'react'
import type { StatusTag } from '../kit/status-tag.tsx'

type Tone = ComponentProps<typeof StatusTag>['tone']

const ended = ['kept', 'archived', 'destroyed']
const inUse = ['received', 'shown', 'opened', 'counted', 'distributed', 'collected', 'confirmed', 'tallied']

/** How the state of a package looks. */
export const packageTone = (state: string): Tone =>
  ended.includes(state) ? 'done' : inUse.includes(state) ? 'running' : 'todo'

export const kindName = (kind: string): string => (kind === 'electronic' ? '电子试卷包' : '纸质试卷袋')

export const stateChoices = [
  ...([
    ['made', '已制作'] as const,
    ['sealed', '已封装'] as const,
    ['accepted', '督导已验收'] as const,
  ] as const),
  ...([
    ['stored', '在保密室'] as const,
    ['in-transit', '运送中'] as const,
    ['arrived', '已送达'] as const,
  ] as const),
  ...([
    ['received', '监考已领取'] as const,
    ['opened', '已启封'] as const,
    ['distributed', '已发卷'] as const,
  ] as const),
  ...([
    ['collected', '已收卷'] as const,
    ['resealed', '考后已封装'] as const,
    ['kept', '考后已入保密室'] as const,
  ] as const),
].map(([value, label]) => ({ value, label }))
