import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type * as plan from '#modules/plan/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { type Troubled, useCommand, useQuery } from '../../../kit/client.ts'
import { Checkbox, fieldError, Input, TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { useSession } from '../../../kit/session.ts'
import { planRefusals } from '../../../refusals/plan.ts'
import { sameLine } from '../plan-form/plan-line-editor.tsx'
import {
  type Choices,
  type DraftLine,
  draftLine,
  NoticeLineEditor,
  newLine,
  sentLine,
} from './notice-line-editor.tsx'

type Form = Omit<InputOf<typeof plan.draftNotice>, 'year'>
interface Initial extends Omit<Form, 'lines'> {
  readonly lines: readonly DraftLine[]
}

const Lines = (props: {
  readonly filed: Choices['filed']
  readonly lines: readonly DraftLine[]
  readonly onLines: (lines: readonly DraftLine[]) => void
}) => (
  <section className="panel stack">
    <h2>职业（工种）与等级</h2>
    <p className="quiet">只列出备案范围内的职业、工种和等级。</p>
    {props.filed.map((choice) => {
      const line = props.lines.find((each) => sameLine(each, choice))
      const others = props.lines.filter((each) => each !== line)
      return (
        <div key={`${choice.occupationCode} ${choice.trade} ${choice.level}`} className="stack">
          <Checkbox
            label={`${choice.occupationName}${choice.trade ? `（${choice.trade}）` : ''} ${choice.levelName}`}
            checked={line !== undefined}
            onCheck={(checked) => props.onLines(checked ? [...props.lines, newLine(choice)] : others)}
          />
          {line && (
            <NoticeLineEditor
              line={line}
              onChange={(next) => props.onLines(props.lines.map((each) => (each === line ? next : each)))}
            />
          )}
        </div>
      )
    })}
  </section>
)

const NoticeForm = (props: {
  readonly title: string
  readonly choices: Choices
  readonly initial: Initial
  readonly state: Troubled & { readonly pending: boolean }
  readonly onSave: (form: Form) => void
}) => {
  const { state } = props
  const [form, setForm] = useState(props.initial)
  const set = (change: Partial<Initial>) => setForm({ ...form, ...change })
  return (
    <div className="stack">
      <header className="list-head">
        <h1>{props.title}</h1>
      </header>
      <section className="panel stack">
        <div className="list-filters">
          <Input label="联系人" value={form.contactName} onText={(contactName) => set({ contactName })} />
          <Input
            label="联系电话"
            value={form.contactPhone}
            onText={(contactPhone) => set({ contactPhone })}
          />
        </div>
        <TextArea
          label="报名流程及要求"
          value={form.enrolmentProcedure}
          onText={(enrolmentProcedure) => set({ enrolmentProcedure })}
        />
        <TextArea
          label="变更原因"
          hint="首次制定不填；变更已发布的公告时必填"
          rows={2}
          value={form.amendmentReason}
          onText={(amendmentReason) => set({ amendmentReason })}
          error={fieldError(state.refusal, 'amendmentReason')}
        />
      </section>
      <Lines filed={props.choices.filed} lines={form.lines} onLines={(lines) => set({ lines })} />
      <Trouble of={state} book={planRefusals} />
      <p className="row">
        <Button
          busy={state.pending}
          onClick={() => props.onSave({ ...form, lines: form.lines.map(sentLine) })}
        >
          保存公告
        </Button>
      </p>
    </div>
  )
}

const NewNotice = () => {
  const navigate = useNavigate()
  const now = useSession().session?.clock.now ?? ''
  const [year, setYear] = useState(now.slice(0, 4))
  const choices = useQuery<typeof plan.planChoices>('plan.choices', {})
  const draft = useCommand<typeof plan.draftNotice>('plan.draftNotice')
  return (
    <Loaded of={choices} book={planRefusals}>
      {(value) => (
        <div className="stack">
          <section className="panel">
            <Input
              label="年度"
              inputMode="numeric"
              value={year}
              onText={setYear}
              error={fieldError(draft.refusal, 'year')}
            />
          </section>
          <NoticeForm
            title="制定年度计划公告"
            choices={value}
            initial={{
              contactName: value.contactName,
              contactPhone: value.contactPhone,
              enrolmentProcedure: '',
              amendmentReason: '',
              lines: [],
            }}
            state={draft}
            onSave={async (form) => {
              const outcome = await draft.run({ year: Number(year), ...form })
              if (outcome && !outcome.refused) navigate(`/notices/${outcome.value.noticeId}`)
            }}
          />
        </div>
      )}
    </Loaded>
  )
}

const EditNotice = ({ noticeId }: { readonly noticeId: string }) => {
  const navigate = useNavigate()
  const choices = useQuery<typeof plan.planChoices>('plan.choices', {})
  const detail = useQuery<typeof plan.noticeDetail>('plan.noticeDetail', { noticeId })
  const change = useCommand<typeof plan.changeNotice>('plan.changeNotice')
  return (
    <Loaded of={choices} book={planRefusals}>
      {(offered) => (
        <Loaded of={detail} book={planRefusals}>
          {({ contactName, contactPhone, enrolmentProcedure, amendmentReason, lines, version, year }) => (
            <NoticeForm
              title={`修改${year}年度计划公告`}
              choices={offered}
              initial={{
                contactName,
                contactPhone,
                enrolmentProcedure,
                amendmentReason,
                lines: lines.map(({ occupationName: _name, levelName: _level, ...line }) => draftLine(line)),
              }}
              state={change}
              onSave={async (form) => {
                const outcome = await change.run({ noticeId, version, ...form })
                if (outcome && !outcome.refused) navigate(`/notices/${noticeId}`)
              }}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

const NoticeFormScreen = () => {
  const { noticeId } = useParams()
  return noticeId ? <EditNotice noticeId={noticeId} /> : <NewNotice />
}
export default NoticeFormScreen
