import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { instantText } from '../../../kit/day-text.ts'

export type TreeReply = ReplyOf<typeof knowledge.treeDetail>
type Edition = TreeReply['editions'][number]

/** `第2版 · 施行中 · 2018年版 · 2026年11月20日 09:00` */
export const editionWord = (of: Edition): string =>
  [`第${of.edition}版`, of.stateWord, of.standardVersion, instantText(of.enforcedAt ?? of.draftedAt)]
    .filter(Boolean)
    .join(' · ')
