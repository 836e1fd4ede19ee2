import { type ReactNode, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type * as plan from '#modules/plan/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { type Troubled, useCommand, useQuery } from '../../../kit/client.ts'
import { Checkbox, fieldError, Input } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { RefusalCard } from '../../../kit/refusal-card.tsx'
import { planRefusals } from '../../../refusals/plan.ts'
import { type Dates, PlanDates, usePlanDates } from './plan-dates.tsx'
import { type Choices, type Line, PlanLineEditor } from './plan-line-editor.tsx'

type Form = InputOf<typeof plan.createBatch>

interface Initial {
  readonly dates: Partial<Dates>
  readonly siteIds: readonly string[]
  readonly capacity: number | null
  readonly lines: readonly Line[]
}

export const SiteChoice = (props: {
  readonly choices: Choices
  readonly chosen: readonly string[]
  readonly onChosen: (ids: readonly string[]) => void
}) => (
  <section className="panel stack">
    <h2>考点</h2>
    {props.choices.sites.length === 0 && <p className="quiet">没有已确认的考点。</p>}
    {props.choices.sites.map(({ siteId, name, address }) => (
      <Checkbox
        key={siteId}
        label={`${name}（${address}）`}
        checked={props.chosen.includes(siteId)}
        onCheck={(checked) =>
          props.onChosen(checked ? [...props.chosen, siteId] : props.chosen.filter((id) => id !== siteId))
        }
      />
    ))}
  </section>
)

const PlanForm = (props: {
  readonly title: string
  readonly batchId?: string
  readonly choices: Choices
  readonly initial: Initial
  readonly state: Troubled & { readonly pending: boolean }
  readonly blocked?: ReactNode
  readonly onSave: (form: Form) => void
}) => {
  const { choices, initial, state } = props
  const dates = usePlanDates(initial.dates, props.batchId)
  const [siteIds, setSiteIds] = useState(initial.siteIds)
  const [capacity, setCapacity] = useState(initial.capacity === null ? '' : String(initial.capacity))
  const [lines, setLines] = useState(initial.lines)
  const people = Number(capacity)
  const ready = dates.dates !== null && lines.length > 0 && Number.isInteger(people) && people > 0
  const save = () => {
    if (!dates.dates) return
    props.onSave({ dates: dates.dates, siteIds: [...siteIds], capacity: people, lines: [...lines] })
  }
  return (
    <div className="stack">
      <header className="list-head">
        <h1>{props.title}</h1>
      </header>
      {props.blocked}
      <PlanDates of={dates} />
      <PlanLineEditor choices={choices} lines={lines} onLines={setLines} />
      <SiteChoice choices={choices} chosen={siteIds} onChosen={setSiteIds} />
      <section className="panel">
        <Input
          label="计划人数"
          inputMode="numeric"
          value={capacity}
          onText={setCapacity}
          error={fieldError(state.refusal, 'capacity')}
          required
        />
      </section>
      <Trouble of={state} book={planRefusals} />
      <p className="row">
        <Button busy={state.pending} disabled={!ready} onClick={save}>
          保存计划
        </Button>
      </p>
    </div>
  )
}

const empty: Initial = { dates: {}, siteIds: [], capacity: null, lines: [] }

const NewPlan = () => {
  const navigate = useNavigate()
  const choices = useQuery<typeof plan.planChoices>('plan.choices', {})
  const create = useCommand<typeof plan.createBatch>('plan.createBatch')
  const save = async (form: Form) => {
    const outcome = await create.run(form)
    if (outcome && !outcome.refused) navigate(`/plans/${outcome.value.batchId}`)
  }
  return (
    <Loaded of={choices} book={planRefusals}>
      {(value) => (
        <PlanForm
          title="制定认定计划"
          choices={value}
          initial={empty}
          state={create}
          onSave={save}
          blocked={
            value.blocked && (
              <RefusalCard
                refusal={{ refused: true, code: 'BATCH_STILL_OPEN', ...value.blocked }}
                book={planRefusals}
              />
            )
          }
        />
      )}
    </Loaded>
  )
}

const EditPlan = ({ batchId }: { readonly batchId: string }) => {
  const navigate = useNavigate()
  const choices = useQuery<typeof plan.planChoices>('plan.choices', {})
  const detail = useQuery<typeof plan.planDetail>('plan.detail', { batchId })
  const change = useCommand<typeof plan.changeBatch>('plan.changeBatch')
  return (
    <Loaded of={choices} book={planRefusals}>
      {(offered) => (
        <Loaded of={detail} book={planRefusals}>
          {({ dates, siteIds, capacity, lines, version, name }) => {
            const { createdOn: _made, ticketFrom: _opens, ...chosen } = dates
            const kept = lines.map(
              ({ occupationCode, trade, level, targetGroup, theoryMode, theoryReason, ...line }) => ({
                occupationCode,
                trade,
                level,
                targetGroup,
                theoryMode,
                theoryReason,
                practicalMode: line.practicalMode,
                reviewMode: line.reviewMode,
                remark: line.remark,
              }),
            )
            return (
              <PlanForm
                title={`修改“${name}”`}
                batchId={batchId}
                choices={offered}
                initial={{ dates: chosen, siteIds, capacity, lines: kept }}
                state={change}
                onSave={async (form) => {
                  const outcome = await change.run({ batchId, version, ...form })
                  if (outcome && !outcome.refused) navigate(`/plans/${batchId}`)
                }}
              />
            )
          }}
        </Loaded>
      )}
    </Loaded>
  )
}

const PlanFormScreen = () => {
  const { batchId } = useParams()
  return batchId ? <EditPlan batchId={batchId} /> : <NewPlan />
}
export default PlanFormScreen
