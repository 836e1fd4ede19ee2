import './paper-detail.css'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ClauseChips } from '../../../kit/clause.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'

type Detail = ReplyOf<typeof papers.paperDetail>
type Event = Detail['custody'][number]

const Link = ({ of }: { readonly of: Event }) => (
  <li className={of.gaps.length > 0 ? 'custody-link broken' : 'custody-link'}>
    <div className="row">
      <strong>{of.kindName}</strong>
      <span>
        {of.fromName ? `${of.fromName} → ` : ''}
        {of.toName ?? '—'}
      </span>
      <StatusTag tone={of.sealIntact ? 'done' : 'refused'}>
        {of.sealIntact ? '密封完好' : '密封破损'}
      </StatusTag>
    </div>
    <p className="quiet">
      <Instant at={of.at} />，{of.place}，{of.quantity}份{of.reason && `；${of.reason}`}
    </p>
    {of.gaps.map(({ sentence, clauses }) => (
      <p key={sentence} className="custody-gap">
        <Icon name="warning" size={14} /> 链条缺口：{sentence} <ClauseChips ids={clauses} />
      </p>
    ))}
  </li>
)

const Keepers = ({ of }: Pick<{ readonly of: Detail['custodians'] }, 'of'>) => (
  <section className="panel">
    <h2>保管人</h2>
    {of.length === 0 ? (
      <p className="quiet">尚无保管人设置口令。</p>
    ) : (
      <ul className="custody-keepers">
        {of.map(({ name, takenAt, isMe }) => (
          <li key={name}>
            {name}
            {isMe && '（本人）'}{' '}
            <span className="quiet">
              于 <Instant at={takenAt} /> 设置口令
            </span>
          </li>
        ))}
      </ul>
    )}
  </section>
)

/** Who can open it, and through whose hands it went; a gap is named where it is. */
export const Custody = ({ of }: { readonly of: Detail }) => (
  <>
    <Keepers of={of.custodians} />
    {of.custody.length === 0 ? (
      <EmptyState title="试卷密封后，印制、传输、交接和使用的记录显示在这里" />
    ) : (
      <ol className="panel custody-chain" aria-label="试卷经手链条">
        {of.custody.map((event) => (
          <Link key={`${event.at} ${event.kindName} ${event.place}`} of={event} />
        ))}
      </ol>
    )}
  </>
)
