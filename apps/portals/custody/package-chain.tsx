import './custody.css'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ClauseChips } from '../kit/clause.tsx'
import { Icon } from '../kit/icons.tsx'
import { Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'

type Detail = ReplyOf<typeof custody.packageDetail>
type Link = Detail['chain'][number]

const Signatures = ({ of }: { readonly of: Link }) =>
  of.toName === null || of.step === 'make' ? (
    of.byName
  ) : (
    <>
      {of.byName} → {of.toName}
      <span className="quiet">
        {of.state === 'awaiting' && '，等待接收人确认'}
        {of.state === 'declined' && '，接收人拒绝接收'}
        {of.state === 'done' && (of.witnessName ? `，见证人${of.witnessName}` : '，双方已签名')}
      </span>
    </>
  )

const countWords = ({ quantity, receivedQuantity }: Link) =>
  receivedQuantity !== null && receivedQuantity !== quantity
    ? `交出${quantity}份，收到${receivedQuantity}份`
    : `${quantity}份`

const Step = ({ of }: { readonly of: Link }) => (
  <li className={`chain-step ${of.gaps.length > 0 ? 'broken' : ''} ${of.state}`}>
    <div className="row">
      <strong>{of.title}</strong>
      <span>
        <Signatures of={of} />
      </span>
      {!of.sealIntact && <StatusTag tone="refused">密封不完好</StatusTag>}
    </div>
    <p className="quiet">
      <Instant at={of.at} />，{of.place}，{countWords(of)}
      {of.note && `；${of.note}`}
    </p>
    {of.details.length > 0 && (
      <p className="quiet">{of.details.map(({ label, text }) => `${label}：${text}`).join('；')}</p>
    )}
    {of.gaps.map(({ sentence, clauses }) => (
      <p key={sentence} className="chain-gap">
        <Icon name="warning" size={14} /> 断链：{sentence} <ClauseChips ids={clauses} />
      </p>
    ))}
  </li>
)

/** Through whose hands it went, from the press on; a gap is named where it is. */
export const PackageChain = ({ of }: { readonly of: Detail }) => (
  <ol className="panel chain" aria-label="经手链条">
    {of.chain.map((link) => (
      <Step key={`${link.at} ${link.step} ${link.place} ${link.state}`} of={link} />
    ))}
  </ol>
)

/** HN-2.5-14: which of the six events have happened. */
export const SixEvents = ({ of }: { readonly of: Detail['events'] }) => (
  <ul className="six-events" aria-label="六个环节">
    {of.map(({ name, at, by }) => (
      <li key={name} className={at ? 'done' : 'open'}>
        <strong>{name}</strong>
        <span className="quiet">{at ? <Instant at={at} /> : '尚未登记'}</span>
        {by && <span>{by}</span>}
      </li>
    ))}
  </ul>
)
