import type * as staff from '#modules/arrangement/staff.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Wide } from '../../../desk/wide.tsx'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { DayText } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'

type Value = ReplyOf<typeof staff.confirmations>
type Person = Value['people'][number]

const Line = (props: {
  readonly person: Person
  readonly of: Value
  readonly confirm: (staffId: string, items: readonly string[]) => void
}) => {
  const { person, of, confirm } = props
  const total = of.items.length
  const due = person.open.filter((item) => of.confirmable.includes(item))
  return (
    <tr>
      <td>
        {person.name}（{person.staffNumber}）
      </td>
      <td>
        <StatusTag tone={person.open.length === 0 ? 'done' : 'todo'}>
          {total - person.open.length}/{total}
        </StatusTag>
      </td>
      <td>{person.open.join('、') || '——'}</td>
      <td>
        {due.length > 0 ? (
          <Button kind="plain" onClick={() => confirm(person.staffId, due)}>
            {due.length === person.open.length ? '本人已逐项确认' : `本人已确认${due.join('、')}`}
          </Button>
        ) : (
          person.open.length > 0 && <span className="quiet">已过确认时间</span>
        )}
      </td>
    </tr>
  )
}

/** SDS-4.4-07, SDS-4.4-09: each invigilator's qualification and study, before the draw. */
export const Confirmations = ({ sessionId }: { readonly sessionId: string }) => {
  const list = useQuery<typeof staff.confirmations>(
    'arrangement.confirmations',
    { sessionId },
    { keep: true },
  )
  const confirm = useCommand<typeof staff.confirmInvigilator>('arrangement.confirmInvigilator')
  return (
    <Loaded of={list} lines={2}>
      {(of) =>
        of.items.length === 0 ? null : (
          <section className="panel stack">
            <h2>
              监考人员确认 <ClauseChips ids={[...new Set(of.items.map(({ clause }) => clause))]} />
            </h2>
            <p className="quiet">
              {of.qualifiedBy && (
                <>
                  资格确认最迟
                  <DayText on={of.qualifiedBy} />；
                </>
              )}
              学习内容在抽签前由本人逐项确认，由考点负责人登记；逾期未确认的，在考场情况记录中登记原因。
            </p>
            <Trouble of={confirm} book={arrangementRefusals} />
            <Wide label="监考人员确认">
              <table className="arrangement-table">
                <thead>
                  <tr>
                    <th>监考人员</th>
                    <th>已确认</th>
                    <th>待确认</th>
                    <th>登记</th>
                  </tr>
                </thead>
                <tbody>
                  {of.people.map((person) => (
                    <Line
                      key={person.staffId}
                      person={person}
                      of={of}
                      confirm={(staffId, open) => void confirm.run({ sessionId, staffId, items: [...open] })}
                    />
                  ))}
                </tbody>
              </table>
            </Wide>
          </section>
        )
      }
    </Loaded>
  )
}
