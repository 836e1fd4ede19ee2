import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import './basis.css'

/** 待办 amber, 进行 accent, 完成 green, 退回/拒绝 red, 未开始 grey. */
export type Tone = 'todo' | 'running' | 'done' | 'refused' | 'idle'

const icons: { readonly [tone in Tone]: IconName } = {
  todo: 'clock',
  running: 'progress',
  done: 'check',
  refused: 'cross',
  idle: 'ring',
}

/** A state as colour, icon and word, so that colour is never alone. */
export const StatusTag = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => (
  <span className={`status-tag tone-${tone}`}>
    <Icon name={icons[tone]} size={14} />
    {children}
  </span>
)
