import { Table } from 'antd'
import { type FormEvent, useState } from 'react'
import type * as policy from '#modules/policy/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { dayText } from '../../../kit/day-text.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { fieldError, Input, TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { useSession } from '../../../kit/session.ts'
import { say } from '../../../kit/toast.tsx'
import { policyRefusals } from '../../../refusals/policy.ts'
import { linesOf, readCalendarLines } from './calendar-lines.ts'

type Year = ReplyOf<typeof policy.calendarYearList>['years'][number]

const count = (of: Year, kind: 'rest' | 'work') => of.exceptions.filter((each) => each.kind === kind).length

const Exceptions = ({ of }: { readonly of: Year }) => (
  <ul className="row">
    {of.exceptions.map(({ day, kind, name }) => (
      <li key={day} className="chip">
        {dayText(day)} {kind === 'rest' ? '休' : '班'} {name}
      </li>
    ))}
  </ul>
)

/** A year entered, or replaced as a whole: the lines of the official notice, one a day. */
const Entering = ({
  of,
  year,
  onDone,
}: {
  readonly of: Year | undefined
  readonly year: number
  readonly onDone: () => void
}) => {
  const enter = useCommand<typeof policy.enterCalendarYear>('policy.enterCalendarYear')
  const [given, setGiven] = useState(String(year))
  const [source, setSource] = useState(of?.source ?? '')
  const [text, setText] = useState(of ? linesOf(of.exceptions) : '')
  const { days, wrong } = readCalendarLines(text)
  const unread = wrong.length > 0 ? `第${wrong.join('、')}行不能识别。` : undefined
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await enter.run({
      year: Number(given),
      source,
      exceptions: [...days],
      version: of?.version ?? 0,
    })
    if (!outcome || outcome.refused) return
    say(`已录入${given}年的工作日历`)
    onDone()
  }
  return (
    <form className="stack" onSubmit={save}>
      <Input
        label="年度"
        value={given}
        onText={setGiven}
        inputMode="numeric"
        pattern="20[0-9]{2}"
        disabled={of !== undefined}
        required
      />
      <Input
        label="依据"
        value={source}
        onText={setSource}
        hint="国务院办公厅关于当年部分节假日安排的通知及文号"
        minLength={4}
        required
      />
      <TextArea
        label="放假和调休上班日"
        value={text}
        onText={setText}
        rows={12}
        hint={`每行一天：日期、休或班、名称，例如“${given}-01-01 休 元旦”。已识别 ${days.length} 天。`}
        error={unread ?? fieldError(enter.refusal, 'exceptions')}
        required
      />
      <Trouble of={enter} book={policyRefusals} />
      <p>
        <Button type="submit" busy={enter.pending} disabled={days.length === 0 || wrong.length > 0}>
          录入
        </Button>
      </p>
    </form>
  )
}

/** 工作日历: the years whose working days are known; a deadline that runs into another year is not guessed. */
export default function Calendar() {
  const years = useQuery<typeof policy.calendarYearList>('policy.calendarYears', {})
  const { session } = useSession()
  const mayEnter = session?.actor?.roles.includes('province') ?? false
  const thisYear = Number(session?.clock.now.slice(0, 4))
  const [entering, setEntering] = useState<{ readonly of: Year | undefined; readonly year: number } | null>(
    null,
  )
  const close = () => setEntering(null)
  return (
    <div className="stack">
      <Loaded of={years}>
        {(value) => (
          <>
            <header className="list-head">
              <div>
                <h1>工作日历</h1>
                <p className="quiet">
                  公示、上报等期限按工作日推算；没有录入的年份不作推算。{' '}
                  <ClauseChips ids={['SDS-5.2-02', 'SDS-7.1-01']} />
                </p>
              </div>
              {mayEnter && (
                <Button
                  onClick={() =>
                    setEntering({
                      of: undefined,
                      year: Math.max(thisYear - 1, ...value.years.map(({ year }) => year)) + 1,
                    })
                  }
                >
                  录入年度
                </Button>
              )}
            </header>
            <Table<Year>
              size="small"
              rowKey="year"
              dataSource={value.years.toSorted((a, b) => b.year - a.year)}
              pagination={false}
              expandable={{ expandedRowRender: (of) => <Exceptions of={of} /> }}
              columns={[
                { title: '年度', dataIndex: 'year', width: 100 },
                { title: '依据', dataIndex: 'source' },
                { title: '放假', width: 100, render: (_, of) => `${count(of, 'rest')} 天` },
                { title: '调休上班', width: 120, render: (_, of) => `${count(of, 'work')} 天` },
                ...(mayEnter
                  ? [
                      {
                        title: '操作',
                        width: 100,
                        render: (_: unknown, of: Year) => (
                          <Button kind="link" onClick={() => setEntering({ of, year: of.year })}>
                            更正<span className="unseen">{of.year}年</span>
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </Loaded>
      <Dialog
        title={entering?.of ? `更正${entering.year}年` : '录入年度'}
        open={entering !== null}
        onClose={close}
      >
        {entering && <Entering of={entering.of} year={entering.year} onDone={close} />}
      </Dialog>
    </div>
  )
}
