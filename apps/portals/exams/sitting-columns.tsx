import type { TableColumnsType } from 'antd'
import type * as delivery from '#modules/delivery/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { countsText, sittingWord } from './words.ts'

export type SittingRow = ReplyOf<typeof delivery.sittingList>['rows'][number]

export const SittingState = ({ state }: { readonly state: string }) => {
  const { word, tone } = sittingWord(state)
  return <StatusTag tone={tone}>{word}</StatusTag>
}

/** The beginning of a hash, enough to compare by eye; the whole of it on pointing. */
export const Fingerprint = ({ of }: { readonly of: string | null }) =>
  of === null ? '——' : <code title={of}>{of.slice(0, 16)}</code>

export const sittingColumns: TableColumnsType<SittingRow> = [
  { title: '开考', width: 170, render: (_, row) => <Instant at={row.startsAt} /> },
  { title: '考场', width: 260, render: (_, row) => `${row.siteName} ${row.roomName}` },
  { title: '科目', dataIndex: 'title', width: 250 },
  { title: '状态', width: 150, render: (_, row) => <SittingState state={row.state} /> },
  { title: '应考', dataIndex: 'expected', width: 70, align: 'right' },
  { title: '到考情况', width: 220, render: (_, row) => countsText(row.counts) || '——' },
  { title: '监考人员', width: 130, render: (_, row) => row.invigilators.join('、') },
  {
    title: '考场记录',
    width: 200,
    render: (_, row) =>
      row.headSeq === null ? (
        '——'
      ) : (
        <>
          {row.headSeq} 条 <Fingerprint of={row.headHash} />
        </>
      ),
  },
]

export const bundleColumns: TableColumnsType<SittingRow> = [
  ...sittingColumns,
  { title: '答卷包校验值', width: 170, render: (_, row) => <Fingerprint of={row.bundleHash} /> },
  {
    title: '接收时间',
    width: 170,
    render: (_, row) => (row.takenAt === null ? '——' : <Instant at={row.takenAt} />),
  },
]
