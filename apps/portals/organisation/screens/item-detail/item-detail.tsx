import '../../items/plain-table.css'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type * as items from '#modules/itembank/item/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Trail } from '../../../kit/facts.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { useSession } from '../../../kit/session.ts'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { ItemContent } from '../../items/item-content.tsx'
import { StepDialog, type StepName } from '../../items/item-steps.tsx'
import { gradeName, toneOf } from '../../items/words.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { ItemFigures } from './item-figures.tsx'

type Detail = ReplyOf<typeof items.itemDetail>

/** The content stays closed until someone asks for it: looking is on record. */
const Content = ({ of }: { readonly of: Detail }) => {
  const view = useCommand<typeof items.viewItem>('itembank.viewItem')
  const [shown, setShown] = useState<ReplyOf<typeof items.viewItem> | null>(null)
  const look = async () => {
    const outcome = await view.run({ itemId: of.itemId })
    if (outcome && !outcome.refused) setShown(outcome.value)
  }
  const current = shown?.version === of.version ? shown : null
  return (
    <section className="panel stack">
      {current ? (
        <ItemContent itemId={of.itemId} draft={current.draft} />
      ) : (
        <div className="row">
          <Button busy={view.pending} onClick={look}>
            查看内容
          </Button>
          <span className="quiet">查看人和时间将被记录。</span>
        </div>
      )}
      <Trouble of={view} book={itembankRefusals} />
    </section>
  )
}

const Views = ({ of }: { readonly of: Detail['views'] }) =>
  of.length === 0 ? (
    <EmptyState title="还没有人查看过内容" />
  ) : (
    <table className="plain-table">
      <thead>
        <tr>
          <th>查看人</th>
          <th>查看时间</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ byName, at }) => (
          <tr key={`${byName} ${at}`}>
            <td>{byName}</td>
            <td>
              <Instant at={at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

const History = ({ of }: { readonly of: Detail['history'] }) => (
  <Trail
    of={of.map(({ what, byName, at, reason }) => ({
      ...{ id: `${at} ${what}`, at, who: byName },
      what: reason ? `${what}：${reason}` : what,
    }))}
  />
)

const Uses = ({ of }: { readonly of: Detail }) => (
  <div className="stack">
    <h3>版本</h3>
    <ul>
      {of.editions.map(({ itemId, edition, stateName, isThis }) => (
        <li key={itemId}>
          {isThis ? `第${edition}版（本页）` : <Link to={`/items/${itemId}`}>第{edition}版</Link>} {stateName}
        </li>
      ))}
    </ul>
    <h3>所在试卷</h3>
    {of.papers.length === 0 ? (
      <p className="quiet">未用于任何试卷。</p>
    ) : (
      <ul>
        {of.papers.map(({ title, stateName, forms }) => (
          <li key={title}>
            {title}（{stateName}
            {forms > 1 && `，${forms}种卷式`}）
          </li>
        ))}
      </ul>
    )}
  </div>
)

const tabsOf = (of: Detail, keeps: boolean) => [
  { key: 'content', title: '内容', standing: '题干、选项和答案。', content: <Content of={of} /> },
  { key: 'views', title: '查看记录', standing: '谁在何时看过本题内容。', content: <Views of={of.views} /> },
  {
    key: 'history',
    title: '办理记录',
    standing: '从录入到现在的每一步。',
    content: <History of={of.history} />,
  },
  ...(keeps
    ? [
        {
          ...{ key: 'uses', title: '版本和试卷', content: <Uses of={of} /> },
          standing: '已入试卷的题目不再改动，修订另成新版本，试卷保留原版本。',
        },
        {
          ...{ key: 'figures', title: '统计', content: <ItemFigures itemId={of.itemId} /> },
          standing: '历次考试的作答情况。',
        },
      ]
    : []),
]

const factsOf = (of: Detail) => [
  { label: '题库', value: of.bank },
  { label: '题型', value: of.typeName },
  { label: '鉴定点', value: `${of.pointCode} ${of.pointName ?? ''}`, clauses: ['HN-1.8.3.5-04'] },
  { label: '难度', value: gradeName(of.difficulty) },
  { label: '一致性', value: of.consistency },
  { label: '来源', value: of.originName },
  { label: '命题人', value: of.authorName, clauses: ['SDE-4.5-26'] },
  { label: '初审人', value: of.firstReviewerName },
  { label: '复审人', value: of.secondReviewerName },
  ...(of.stateReason ? [{ label: '说明', value: of.stateReason }] : []),
  { label: '修改时间', value: of.changedAt && <Instant at={of.changedAt} /> },
]

const Item = ({ of }: { readonly of: Detail }) => {
  const keeps = useSession().session?.actor?.roles.includes('org-itembank') ?? false
  const [step, setStep] = useState<{ action: StepName; title: string } | null>(null)
  return (
    <>
      <DetailScreen
        title={`${of.code}${of.edition > 1 ? `（第${of.edition}版）` : ''}`}
        status={<StatusTag tone={toneOf(of.state)}>{of.stateName}</StatusTag>}
        facts={factsOf(of)}
        tabs={tabsOf(of, keeps)}
        actions={
          <>
            {of.availableActions.map(({ action, title }) => (
              <Button
                key={action}
                kind={action === 'pass' || action === 'submit' ? 'main' : 'plain'}
                onClick={() => setStep({ action: action as StepName, title })}
              >
                {title}
              </Button>
            ))}
            {of.mayChange && <ButtonLink to={`/items/${of.itemId}/edit`}>修改</ButtonLink>}
            {of.mayRevise && (
              <ButtonLink kind="plain" to={`/items/${of.itemId}/edit`}>
                修订为新版本
              </ButtonLink>
            )}
            <ButtonLink kind="plain" to="/items">
              返回试题
            </ButtonLink>
          </>
        }
      />
      {step && (
        <StepDialog
          title={step.title}
          steps={[step]}
          of={{ itemIds: [of.itemId] }}
          onClose={() => setStep(null)}
        />
      )}
    </>
  )
}

const Page = () => {
  const { itemId = '' } = useParams()
  const detail = useQuery<typeof items.itemDetail>('itembank.item', { itemId })
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => <Item key={value.itemId} of={value} />}
    </Loaded>
  )
}

export default function ItemDetail() {
  return (
    <UndertakingGate>
      <Page />
    </UndertakingGate>
  )
}
