import './paper-detail.css'
import '../../../custody/custody.css'
import { Link } from 'react-router'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { kindName, packageTone } from '../../../custody/package-words.ts'
import { ButtonLink } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { DayText, Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'

type Detail = ReplyOf<typeof papers.paperDetail>
type Custody = ReplyOf<typeof custody.paperCustody>

const Keepers = ({ of }: { readonly of: Detail }) => (
  <section className="panel">
    <div className="list-head">
      <h2>保管人</h2>
      {of.hasRehearsal && (
        <ButtonLink kind="plain" to={`/papers/${of.paperId}/rehearsal`}>
          演练启封
        </ButtonLink>
      )}
    </div>
    {of.custodians.length === 0 ? (
      <p className="quiet">尚无保管人设置口令。</p>
    ) : (
      <ul className="custody-keepers">
        {of.custodians.map(({ custodianId, name, takenAt, isMe }) => (
          <li key={custodianId}>
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

const Packages = ({ of }: { readonly of: Custody }) => (
  <section className="panel">
    <h2>试卷包和试卷袋</h2>
    {of.packages.length === 0 ? (
      <p className="quiet">密封后有电子试卷包；纸笔考试另按考场制作试卷袋。</p>
    ) : (
      <ul className="custody-keepers">
        {of.packages.map((one) => (
          <li key={one.packageId}>
            <Link to={`/packages/${one.packageId}`}>{one.label}</Link>{' '}
            <StatusTag tone={packageTone(one.state)}>{one.stateName}</StatusTag>{' '}
            <span className="quiet">
              {kindName(one.kind)}，{one.quantity}份，现由{one.holderName}保管
            </span>
          </li>
        ))}
      </ul>
    )}
  </section>
)

const Rooms = ({ of }: { readonly of: Custody }) =>
  of.rooms.length > 0 && (
    <section className="panel">
      <h2>
        各考场份数 <ClauseChips ids={of.spares === null ? [] : ['HN-2.3.4-06']} />
      </h2>
      {of.report && (
        <p>
          最迟 <DayText on={of.report.due} /> 报送考务人员 <ClauseChips ids={of.report.clauses} />
        </p>
      )}
      <ul className="custody-keepers">
        {of.rooms.map(({ siteName, roomName, candidates, quantity }) => (
          <li key={`${siteName} ${roomName}`}>
            {siteName} {roomName}：考生{candidates}人，
            {quantity === null ? '备用卷数量由本单位确定' : `试卷${quantity}份`}
          </li>
        ))}
      </ul>
    </section>
  )

const outcomeWords = ({ refusal, sentence }: Custody['attempts'][number]) =>
  refusal === null ? '已启封' : `未启封：${sentence ?? ''}`

const Attempts = ({
  of,
  clauses,
}: {
  readonly of: Custody['attempts']
  readonly clauses: readonly string[]
}) => (
  <section className="panel">
    <h2>
      启封和启封尝试 <ClauseChips ids={clauses} />
    </h2>
    {of.length === 0 ? (
      <p className="quiet">没有人尝试启封；提前或被拒绝的尝试也会记录在这里。</p>
    ) : (
      <ul className="custody-keepers">
        {of.map((one) => (
          <li key={`${one.at} ${one.place} ${one.refusal}`}>
            <Instant at={one.at} />，{one.place}，{one.persons.join('、') || '身份未能确认'}{' '}
            {one.rehearsal && <StatusTag tone="idle">演练</StatusTag>}{' '}
            <span className={one.refusal === null ? '' : 'custody-gap'}>{outcomeWords(one)}</span>
            {one.reason && <span className="quiet">（事由：{one.reason}）</span>}
          </li>
        ))}
      </ul>
    )}
  </section>
)

/** Who can open it, who tried, and through whose hands its packages go. */
export const Custody = ({ of }: { readonly of: Detail }) => {
  const value = useQuery<typeof custody.paperCustody>('itembank.paperCustody', { paperId: of.paperId })
  return (
    <>
      <Keepers of={of} />
      <Loaded of={value} book={itembankRefusals}>
        {(shown) => (
          <>
            <Packages of={shown} />
            <Rooms of={shown} />
            <Attempts of={shown.attempts} clauses={shown.openingClauses} />
          </>
        )}
      </Loaded>
    </>
  )
}
