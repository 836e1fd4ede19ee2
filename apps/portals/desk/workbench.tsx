import { Link } from 'react-router'
import type * as supervision from '#modules/supervision/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ClauseChip } from '../kit/clause.tsx'
import { useQuery } from '../kit/client.ts'
import { dayText, instantText } from '../kit/day-text.ts'
import { Icon } from '../kit/icons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { StageRibbon } from '../kit/stage-ribbon.tsx'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'

type Overview = ReplyOf<typeof supervision.overview>
type Todo = Overview['todos'][number]

export const useOverview = () =>
  useQuery<typeof supervision.overview>('workbench.overview', {}, { every: 60_000 })

const dueOrder = (a: Todo, b: Todo) => (a.due ?? '9999').localeCompare(b.due ?? '9999')

const Todos = ({ todos }: { readonly todos: readonly Todo[] }) => (
  <section className="panel">
    <h2>我的待办</h2>
    {todos.length === 0 && <EmptyState title="没有待办事项" />}
    <ul className="todo-list">
      {todos.toSorted(dueOrder).map((todo) => (
        <li key={`${todo.link} ${todo.title}`}>
          <Link to={todo.link}>{todo.title}</Link>
          {todo.count ? <span className="chip">{todo.count} 件</span> : null}
          <span className="todo-due">
            {todo.due && (
              <StatusTag tone={todo.overdue ? 'refused' : 'todo'}>
                {dayText(todo.due)}
                {todo.overdue ? '，已逾期' : '前'}
              </StatusTag>
            )}
            {todo.clause && <ClauseChip id={todo.clause} />}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const Batches = ({ batches }: { readonly batches: Overview['batches'] }) => (
  <section className="panel">
    <h2>在办批次</h2>
    {batches.length === 0 && <EmptyState title="没有在办的批次" />}
    {batches.map(({ batchId, name, segments, next }) => (
      <article key={batchId} className="batch">
        <p className="row">
          <Link to={`/plans/${batchId}`}>
            <strong>{name}</strong>
          </Link>
          {next && (
            <Link to={next.link} className="batch-next">
              下一步：{next.title} <Icon name="right" size={14} />
            </Link>
          )}
        </p>
        <StageRibbon segments={segments} label={`${name}的阶段`} />
      </article>
    ))}
  </section>
)

const Warnings = ({ warnings }: { readonly warnings: Overview['warnings'] }) => (
  <section className="panel">
    <h2>预警</h2>
    {warnings.length === 0 && <p className="quiet">目前没有预警。</p>}
    <ul className="todo-list">
      {warnings.map(({ title, link, clause }) => (
        <li key={title}>
          <span className="warning-line">
            <Icon name="warning" /> {link ? <Link to={link}>{title}</Link> : title}
          </span>
          {clause && <ClauseChip id={clause} />}
        </li>
      ))}
    </ul>
  </section>
)

const Sittings = ({ sittings }: { readonly sittings: Overview['sittings'] }) => (
  <section className="panel">
    <h2>今日场次</h2>
    {sittings.length === 0 && <p className="quiet">今日没有考试。</p>}
    <ul className="todo-list">
      {sittings.map(({ title, startsAt, link }) => (
        <li key={`${title} ${startsAt}`}>
          <span className="quiet">{instantText(startsAt).slice(-5)}</span>
          {link ? <Link to={link}>{title}</Link> : title}
        </li>
      ))}
    </ul>
  </section>
)

/** 工作台: what I must do, the batches in hand, what is about to go wrong. Nothing else. */
export const Workbench = () => (
  <>
    <h1 className="unseen">工作台</h1>
    <Loaded of={useOverview()} lines={8}>
      {({ todos, batches, warnings, sittings }) => (
        <div className="workbench">
          <Todos todos={todos} />
          <Batches batches={batches} />
          <div className="stack">
            <Warnings warnings={warnings} />
            <Sittings sittings={sittings} />
          </div>
        </div>
      )}
    </Loaded>
  </>
)
