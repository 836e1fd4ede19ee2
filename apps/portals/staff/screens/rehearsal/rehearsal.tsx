import { useState } from 'react'
import { useParams } from 'react-router'
import type * as panel from '#modules/scoring/panel.contract.ts'
import type * as practical from '#modules/scoring/practical.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { say } from '../../../kit/toast.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'
import { PointRow, type Writing } from '../examiner-pad/point-row.tsx'
import { Vetoes } from '../examiner-pad/score-sheet.tsx'
import type { SheetInput } from '../examiner-pad/sheet-queue.ts'
import '../examiner-pad/examiner-pad.css'

type Form = NonNullable<ReplyOf<typeof practical.pad>['form']>
type Rounds = ReplyOf<typeof panel.rehearsals>
interface Place {
  readonly batchId: string
  readonly sessionId: string
  readonly roomId: string
}

const blank = (place: Place): SheetInput => ({
  ...place,
  ...{ applicationId: '', version: 0, points: {}, vetoes: [], deductions: [], checks: [] },
})

const Round = ({ of }: { readonly of: Rounds['rounds'][number] }) => (
  <li className="panel stack">
    <p className="row">
      <strong>第 {of.round} 轮</strong>
      {of.totals === null ? (
        <StatusTag tone="running">已评 {of.scored} 人，待全组评完</StatusTag>
      ) : (
        <StatusTag tone="done">最大分差 {of.spread ?? 0} 分</StatusTag>
      )}
    </p>
    <p>
      {of.totals === null
        ? of.mine === null
          ? '本人尚未试评。'
          : `本人试评 ${of.mine} 分；全组评完后显示各人分数。`
        : of.totals.map(({ name, total }) => `${name} ${total} 分`).join('，')}
    </p>
  </li>
)

/** The sheet of one round, without a candidate and without a signature. */
const Sheet = ({
  form,
  place,
  round,
}: {
  readonly form: Form
  readonly place: Place
  readonly round: number
}) => {
  const rehearse = useCommand<typeof panel.rehearse>('scoring.rehearse')
  const [input, setInput] = useState(blank(place))
  const writing: Writing = { input, locked: rehearse.pending, write: (next) => setInput(next) }
  const points = form.modules.flatMap(({ scoringPoints }) => scoringPoints)
  const open = points.filter(({ code }) => input.points[code] === undefined).length
  const submit = async () => {
    const outcome = await rehearse.run({ ...place, round, points: input.points, vetoes: input.vetoes })
    if (!outcome || outcome.refused) return
    say(`第 ${round} 轮试评 ${outcome.value.total} 分`)
  }
  return (
    <section className="stack" aria-label={`第 ${round} 轮试评`}>
      <h2>第 {round} 轮试评</h2>
      {form.modules.map((module, at) => (
        <section key={module.code} className="panel stack">
          <h3>
            模块{at + 1}　{module.name} <span className="quiet">配分 {module.maxScore}</span>
          </h3>
          <ul className="point-list">
            {module.scoringPoints.map((point) => (
              <PointRow
                key={point.code}
                point={{ ...point, deductions: [] }}
                step={form.scoreStep}
                writing={writing}
              />
            ))}
          </ul>
        </section>
      ))}
      <Vetoes form={form} writing={writing} />
      <Trouble of={rehearse} book={scoringRefusals} />
      <div className="row">
        <Button busy={rehearse.pending} disabled={open > 0} onClick={submit}>
          提交试评
        </Button>
        {open > 0 && <StatusTag tone="todo">还有 {open} 项未评</StatusTag>}
      </div>
    </section>
  )
}

/** SDS-4.4-11: the panel tries the score sheet before the day; nothing of it enters the results. */
export default function Rehearsal() {
  const { batchId = '', sessionId = '', roomId = '' } = useParams()
  const place = { batchId, sessionId, roomId }
  const pad = useQuery<typeof practical.pad>('scoring.pad', place)
  const rounds = useQuery<typeof panel.rehearsals>('scoring.rehearsals', place, { keep: true, every: 5_000 })
  return (
    <div className="stack">
      <header className="row pad-head">
        <h1>考评演练</h1>
        <ButtonLink kind="plain" to={`/scoring/${batchId}/${sessionId}/${roomId}`}>
          返回评分
        </ButtonLink>
      </header>
      <p className="quiet">全组对同一件作品试评，评完后对照分差统一尺度。试评分数不计入成绩。</p>
      <Loaded of={rounds} book={scoringRefusals}>
        {(value) => (
          <>
            {value.rounds.length > 0 && (
              <ul className="pad-list">
                {value.rounds.map((each) => (
                  <Round key={each.round} of={each} />
                ))}
              </ul>
            )}
            <Loaded of={pad} book={scoringRefusals}>
              {({ form }) =>
                form === null ? (
                  <EmptyState title="还没有评分记录表，请联系考务人员" />
                ) : (
                  <Sheet key={value.nextRound} form={form} place={place} round={value.nextRound} />
                )
              }
            </Loaded>
          </>
        )}
      </Loaded>
    </div>
  )
}
