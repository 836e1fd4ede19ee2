import { useState } from 'react'
import type * as resit from '#modules/arrangement/resit/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Wide } from '../../../desk/wide.tsx'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Checkbox, fieldError, Input } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'

type Group = ReplyOf<typeof resit.resitGroup>

const heads = ['考生', '职业等级', '科目', '原因', '安排'] as const

const Rows = ({
  rows,
  chosen,
  onChoose,
}: {
  readonly rows: Group['rows']
  readonly chosen: readonly string[] | null
  readonly onChoose: (chosen: readonly string[]) => void
}) => (
  <Wide label="重考名单，可左右滚动">
    <table className="arrangement-table" aria-label="重考考生">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.resitId}>
            <td>
              {chosen && row.session === null ? (
                <Checkbox
                  label={`${row.name} ${row.documentMasked}`}
                  checked={chosen.includes(row.resitId)}
                  onCheck={(on) =>
                    onChoose(on ? [...chosen, row.resitId] : chosen.filter((id) => id !== row.resitId))
                  }
                />
              ) : (
                `${row.name} ${row.documentMasked}`
              )}
            </td>
            <td>{row.lineTitle}</td>
            <td>{row.subjectTitle}</td>
            <td>{row.reason}</td>
            <td>
              {row.session === null ? (
                <StatusTag tone="todo">待安排</StatusTag>
              ) : (
                <>
                  第 {row.session.number} 场 <Instant at={row.session.startsAt} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
)

const instantOf = (local: string) => new Date(`${local}:00+08:00`).toISOString()

const ResitPanel = (props: { readonly batchId: string; readonly version: number; readonly of: Group }) => {
  const { batchId, version, of } = props
  const waiting = of.rows.filter(({ session }) => session === null).map(({ resitId }) => resitId)
  const [left, setLeft] = useState<readonly string[]>([])
  const chosen = waiting.filter((id) => !left.includes(id))
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const arrange = useCommand<typeof resit.arrangeResits>('arrangement.arrangeResits')
  const submit = async () => {
    const outcome = await arrange.run({
      ...{ batchId, version, resitIds: [...chosen] },
      ...{ startsAt: instantOf(from), endsAt: instantOf(to) },
    })
    if (!outcome || outcome.refused) return
    say(`已安排 ${outcome.value.seated} 名考生重考，更新准考证 ${outcome.value.tickets} 份`)
  }
  return (
    <section className="panel stack" aria-label="重考">
      <h2>
        重考考生（{of.rows.length}） <ClauseChips ids={of.clauses} />
      </h2>
      <Rows
        rows={of.rows}
        chosen={of.mayArrange ? chosen : null}
        onChoose={(next) => setLeft(waiting.filter((id) => !next.includes(id)))}
      />
      {of.mayArrange && (
        <>
          <div className="row">
            <Input
              label="重考开始"
              type="datetime-local"
              value={from}
              onText={setFrom}
              error={fieldError(arrange.refusal, 'startsAt')}
            />
            <Input label="重考结束" type="datetime-local" value={to} onText={setTo} />
          </div>
          <p className="quiet">
            另设一场，排入该时间空闲的考场，准考证同时更新；此后照常为这一场组卷、密封、抽签和下发。
          </p>
          <Trouble of={arrange} book={arrangementRefusals} />
          <div>
            <Button
              busy={arrange.pending}
              disabled={chosen.length === 0 || from === '' || to === ''}
              onClick={submit}
            >
              安排重考场次
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

/** SDS-4.4-40: who sits again and waits for a session; nothing while there is nobody. */
export const Resits = ({ batchId, version }: { readonly batchId: string; readonly version: number }) => {
  const group = useQuery<typeof resit.resitGroup>('arrangement.resits', { batchId }, { keep: true })
  return (
    <Loaded of={group} lines={2}>
      {(value) =>
        value.rows.length === 0 ? null : <ResitPanel batchId={batchId} version={version} of={value} />
      }
    </Loaded>
  )
}
