import { useMemo } from 'react'
import { receiptCode } from '#modules/delivery/core/receipt.ts'
import { dateInWords, hourMinuteSecond } from '../clock-face.ts'
import { receiptFinding } from './own-receipt.ts'
import type { SeatSnapshot } from './seat-state.ts'

const findingWords = {
  waiting: '本机作答正在上传，上传完成后核对回执。',
  same: '✓ 已核对：考场保存的作答与本机一致。',
  differs: '考场保存的作答与本机不一致，请不要离开座位，举手报告监考人员。',
} as const

/** 交卷回执: what the room has, proven against what this machine has. */
export const ReceiptCard = ({ seat }: { readonly seat: SeatSnapshot }) => {
  const finding = useMemo(() => receiptFinding(seat), [seat])
  const receipt = seat.standing?.receipt
  if (finding === 'none' || !receipt) return null
  return (
    <section className="receipt stack" aria-label="交卷回执">
      <h2>交卷回执</h2>
      <p className="code tabular">{receiptCode(receipt.digest)}</p>
      <dl>
        <div>
          <dt>已答</dt>
          <dd>{receipt.answered} 题</dd>
        </div>
        <div>
          <dt>时间</dt>
          <dd>
            {dateInWords(receipt.at)} {hourMinuteSecond(receipt.at)}
          </dd>
        </div>
        <div>
          <dt>考场记录</dt>
          <dd className="tabular">
            第 {receipt.head.seq} 条 {receipt.head.hash.slice(0, 8).toUpperCase()}
          </dd>
        </div>
      </dl>
      <p
        className={finding === 'differs' ? 'refusal' : 'soft'}
        role={finding === 'differs' ? 'alert' : 'status'}
      >
        {findingWords[finding]}
      </p>
      {seat.profile?.isRehearsal && <p className="trial">本场为试考，作答不计成绩，此回执仅供熟悉流程。</p>}
      <p className="soft">请记下回执码。答卷接收后，可用准考证号和回执码在证书查询网站“回执核对”中核对。</p>
    </section>
  )
}
