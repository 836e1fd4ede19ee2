import { useState } from 'react'
import type * as practical from '#modules/delivery/practical/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { ClauseChips } from '../kit/clause.tsx'
import { useCommand } from '../kit/client.ts'
import { Input } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { DayText, Instant } from '../kit/moment.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { deliveryRefusals } from '../refusals/delivery.ts'
import type { Day } from './practical-room.tsx'

type List = Day['lists'][number]
type Subject = List['subjects'][number]
type Line = Subject['lines'][number]
type Found = Pick<
  InputOf<typeof practical.checkPractical>,
  'subjectIds' | 'items' | 'inOrder' | 'quantity' | 'finding'
>
type Check = (found: Found) => void

const Standing = ({ line }: { readonly line: Line }) => {
  if (line.inOrder === null) return <StatusTag tone="idle">未检查</StatusTag>
  if (line.inOrder) return <StatusTag tone="done">合格</StatusTag>
  return (
    <StatusTag tone="refused">
      {line.shortage !== null && line.shortage > 0 ? `缺 ${line.shortage} ${line.unit}` : '不合格'}
    </StatusTag>
  )
}

/** What is there of a counted line, or what is wrong with one that is not counted. */
const Wanting = (props: { readonly line: Line; readonly subject: Subject; readonly check: Check }) => {
  const { line, subject, check } = props
  const [text, setText] = useState('')
  const isCounted = line.needed !== null
  const quantity = isCounted && text !== '' ? Number(text) : null
  const isValid = isCounted
    ? quantity !== null && Number.isFinite(quantity) && quantity >= 0
    : text.trim() !== ''
  const submit = () =>
    check({
      subjectIds: [subject.subjectId],
      items: [line.item],
      inOrder: quantity !== null && quantity >= (line.needed ?? 0),
      quantity,
      finding: isCounted ? '' : text.trim(),
    })
  return (
    <details>
      <summary>{isCounted ? '登记实有数量' : '登记问题'}</summary>
      <div className="row wanting">
        <Input
          label={isCounted ? `实有数量（${line.unit}）` : '问题'}
          inputMode={isCounted ? 'decimal' : 'text'}
          value={text}
          onText={setText}
        />
        <Button kind="plain" disabled={!isValid} onClick={submit}>
          登记
        </Button>
      </div>
    </details>
  )
}

const LineRow = (props: {
  readonly list: List
  readonly subject: Subject
  readonly line: Line
  readonly check: Check
}) => {
  const { list, subject, line, check } = props
  return (
    <li>
      <span className="line-title">
        {line.title}
        {line.needed !== null && (
          <span className="quiet">
            　应备 {line.needed} {line.unit}
            {line.quantity !== null && `，实有 ${line.quantity} ${line.unit}`}
          </span>
        )}
        {line.finding !== '' && <span className="quiet">　{line.finding}</span>}
      </span>
      <Standing line={line} />
      {line.checkedBy !== null && line.checkedAt !== null && (
        <span className="quiet">
          {line.checkedBy} <Instant at={line.checkedAt} />
        </span>
      )}
      {list.mayCheck && !line.inOrder && (
        <>
          <Button
            kind="plain"
            onClick={() =>
              check({
                ...{ subjectIds: [subject.subjectId], items: [line.item] },
                ...{ inOrder: true, quantity: line.needed, finding: '' },
              })
            }
          >
            合格
          </Button>
          <Wanting line={line} subject={subject} check={check} />
        </>
      )}
    </li>
  )
}

const openOf = ({ lines }: Subject) => lines.filter(({ inOrder }) => !inOrder).length

const SubjectLines = (props: { readonly list: List; readonly subject: Subject; readonly check: Check }) => {
  const { list, subject } = props
  const lines = (
    <ul className="lines">
      {subject.lines.map((line) => (
        <LineRow key={line.item} line={line} {...props} />
      ))}
    </ul>
  )
  if (subject.title === '') return lines
  const open = openOf(subject)
  return (
    <details>
      <summary>
        {subject.title}{' '}
        <StatusTag tone={open === 0 ? 'done' : 'todo'}>
          {list.subjects[0]!.lines.length - open}/{list.subjects[0]!.lines.length}
        </StatusTag>
      </summary>
      {lines}
    </details>
  )
}

const ListPanel = ({ list, place }: { readonly list: List; readonly place: Place }) => {
  const send = useCommand<typeof practical.checkPractical>('delivery.checkPractical')
  const check: Check = (found) => void send.run({ ...place, form: list.form, ...found })
  const open = list.subjects.filter((subject) => openOf(subject) > 0)
  // A counted line is not passed with the rest: somebody has counted, or ticks it by itself.
  const items = list.subjects[0]!.lines.filter(
    ({ inOrder, needed }) => list.form === 'station' || (needed === null && !inOrder),
  ).map(({ item }) => item)
  return (
    <section className="panel stack" aria-label={list.title}>
      <div className="row pad-head">
        <h2>{list.title}</h2>
        <StatusTag tone={list.open === 0 ? 'done' : list.isLate ? 'refused' : 'todo'}>
          {list.open === 0 ? '已查齐' : `还有 ${list.open} 项`}
        </StatusTag>
        <ClauseChips ids={list.clauses} />
        {list.until !== null && (
          <span className="quiet">
            须于 <DayText on={list.until} /> 前完成
          </span>
        )}
      </div>
      {list.mayCheck && open.length > 0 && items.length > 1 && (
        <div>
          <Button
            kind="plain"
            busy={send.pending}
            onClick={() =>
              check({
                ...{ subjectIds: open.map(({ subjectId }) => subjectId), items },
                ...{ inOrder: true, quantity: null, finding: '' },
              })
            }
          >
            {list.form === 'station' ? '全部工位合格' : '全部合格'}
          </Button>
        </div>
      )}
      {list.subjects.map((subject) => (
        <SubjectLines key={subject.subjectId} list={list} subject={subject} check={check} />
      ))}
      <Trouble of={send} book={deliveryRefusals} />
    </section>
  )
}

interface Place {
  readonly sessionId: string
  readonly roomId: string
}

/** Every list of the room; who may not tick one still sees what was found. */
export const CheckLists = ({ day, place }: { readonly day: Day; readonly place: Place }) => (
  <>
    {day.lists.map((list) => (
      <ListPanel key={list.form} list={list} place={place} />
    ))}
  </>
)
