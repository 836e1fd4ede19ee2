import { useState } from 'react'
import type * as arrangement from '#modules/arrangement/contract.ts'
import { Wide } from '../../../desk/wide.tsx'
import { Button } from '../../../kit/button.tsx'
import { createClient, useCommand } from '../../../kit/client.ts'
import { Input, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'
import type { Overview } from './arrangement.tsx'
import './arrangement.css'
import { Resits } from './resits.tsx'

export const subjectWords = { theory: '理论知识考试', practical: '技能操作考核', review: '综合评审' } as const

interface Draft {
  readonly id?: string
  readonly lineId: string
  readonly subject: keyof typeof subjectWords
  readonly startsAt: string
  readonly endsAt: string
}

/** `2026-12-26T09:00` of China for the browser's own date and time field, and back. */
const toField = (instant: string): string =>
  instant === '' ? '' : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16)
const fromField = (text: string): string => (text === '' ? '' : new Date(`${text}:00+08:00`).toISOString())

const client = createClient()
const settings = {
  morningFrom: '08:30',
  morningTo: '12:00',
  afternoonFrom: '13:30',
  afternoonTo: '18:00',
  theoryMinutes: '90',
  practicalMinutes: '120',
  gapMinutes: '30',
  restMinutes: '30',
}
type Settings = typeof settings
const labels: { readonly [key in keyof Settings]: string } = {
  morningFrom: '上午开始',
  morningTo: '上午结束',
  afternoonFrom: '下午开始',
  afternoonTo: '下午结束',
  theoryMinutes: '理论时长（分钟）',
  practicalMinutes: '技能时长（分钟）',
  gapMinutes: '场间间隔（分钟）',
  restMinutes: '考生两科间隔（分钟）',
}

const Proposal = (props: {
  readonly batchId: string
  readonly onProposed: (sessions: Draft[], rest: number) => void
}) => {
  const [given, setGiven] = useState<Settings>(settings)
  const [busy, setBusy] = useState(false)
  const propose = async () => {
    setBusy(true)
    const { theoryMinutes, practicalMinutes, gapMinutes, restMinutes, ...times } = given
    const numbers = { theoryMinutes, practicalMinutes, reviewMinutes: '60', gapMinutes, restMinutes }
    const minutes = Object.fromEntries(Object.entries(numbers).map(([key, text]) => [key, Number(text)])) as {
      [key in keyof typeof numbers]: number
    }
    const outcome = await client.ask<typeof arrangement.proposeSessions>('arrangement.proposeSessions', {
      batchId: props.batchId,
      ...times,
      ...minutes,
    })
    setBusy(false)
    if (outcome.refused) return say(outcome.sentence, 'refused')
    props.onProposed(outcome.value.sessions, minutes.restMinutes)
    say(
      outcome.value.unplaced > 0
        ? `考试日期内时间不够，还有 ${outcome.value.unplaced} 人排不下`
        : `需要 ${outcome.value.sessions.length} 场，已填入下表`,
      outcome.value.unplaced > 0 ? 'refused' : 'done',
    )
  }
  return (
    <section className="panel stack">
      <h2>测算场次</h2>
      <div className="arrangement-fields">
        {(Object.keys(labels) as (keyof Settings)[]).map((key) => (
          <Input
            key={key}
            label={labels[key]}
            type={key.endsWith('Minutes') ? 'number' : 'time'}
            value={given[key]}
            onText={(text) => setGiven({ ...given, [key]: text })}
          />
        ))}
      </div>
      <div className="row">
        <Button kind="plain" busy={busy} onClick={propose}>
          按人数和考场测算
        </Button>
      </div>
    </section>
  )
}

const SessionRow = (props: {
  readonly draft: Draft
  readonly lines: Overview['lines']
  readonly onChange: (draft: Draft) => void
  readonly onRemove: () => void
}) => {
  const { draft, onChange } = props
  return (
    <div className="arrangement-session">
      <Select
        label="职业等级"
        value={draft.lineId}
        onText={(lineId) => onChange({ ...draft, lineId })}
        choices={props.lines.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <Select
        label="科目"
        value={draft.subject}
        onText={(subject) => onChange({ ...draft, subject: subject as Draft['subject'] })}
        choices={Object.entries(subjectWords).map(([value, label]) => ({ value, label }))}
      />
      <Input
        label="开始"
        type="datetime-local"
        value={toField(draft.startsAt)}
        onText={(text) => onChange({ ...draft, startsAt: fromField(text) })}
      />
      <Input
        label="结束"
        type="datetime-local"
        value={toField(draft.endsAt)}
        onText={(text) => onChange({ ...draft, endsAt: fromField(text) })}
      />
      <Button kind="link" onClick={props.onRemove}>
        删除
      </Button>
    </div>
  )
}

const Published = ({ value }: { readonly value: Overview }) => (
  <Wide label="已发布的场次，可左右滚动">
    <table className="arrangement-table">
      <thead>
        <tr>
          <th>场次</th>
          <th>职业等级</th>
          <th>开始</th>
          <th>结束</th>
          <th>考场</th>
          <th>人数</th>
        </tr>
      </thead>
      <tbody>
        {value.sessions.map((session) => (
          <tr key={session.id}>
            <td>
              {subjectWords[session.subject]}第 {session.number} 场
            </td>
            <td>{session.lineTitle}</td>
            <td>
              <Instant at={session.startsAt} />
            </td>
            <td>
              <Instant at={session.endsAt} />
            </td>
            <td>{session.rooms.length}</td>
            <td>{session.rooms.reduce((sum, { people }) => sum + people, 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
)

const Editor = ({ batchId, value }: { readonly batchId: string; readonly value: Overview }) => {
  const [drafts, setDrafts] = useState<readonly Draft[]>(value.sessions)
  const [rest, setRest] = useState(value.restMinutes)
  const save = useCommand<typeof arrangement.saveSessions>('arrangement.saveSessions')
  const change = (at: number, draft: Draft) =>
    setDrafts(drafts.map((each, index) => (index === at ? draft : each)))
  const submit = async () => {
    const sessions = drafts.map(({ id, lineId, subject, startsAt, endsAt }) => ({
      ...(id && { id }),
      lineId,
      subject,
      startsAt,
      endsAt,
    }))
    const outcome = await save.run({ batchId, version: value.version, restMinutes: rest, sessions })
    if (outcome && !outcome.refused) say('场次已保存')
  }
  const blank: Draft = { lineId: value.lines[0]?.id ?? '', subject: 'theory', startsAt: '', endsAt: '' }
  return (
    <>
      <Proposal
        batchId={batchId}
        onProposed={(sessions, minutes) => {
          setDrafts(sessions)
          setRest(minutes)
        }}
      />
      <section className="panel stack">
        <h2>场次（{drafts.length}）</h2>
        {drafts.length === 0 && <EmptyState title="还没有场次" />}
        {drafts.map((draft, index) => (
          <SessionRow
            key={draft.id ?? `${draft.subject}${draft.startsAt}${String(index)}`}
            draft={draft}
            lines={value.lines}
            onChange={(next) => change(index, next)}
            onRemove={() => setDrafts(drafts.filter((_, at) => at !== index))}
          />
        ))}
        <div className="row">
          <Button kind="plain" onClick={() => setDrafts([...drafts, blank])}>
            新增场次
          </Button>
          <Button busy={save.pending} onClick={submit}>
            保存场次
          </Button>
        </div>
        <Trouble of={save} book={arrangementRefusals} />
      </section>
    </>
  )
}

/** Drafted freely; once published only shown. */
export const SessionsTab = ({ batchId, value }: { readonly batchId: string; readonly value: Overview }) =>
  value.state === 'confirmed' ? (
    <>
      <Published value={value} />
      <Resits batchId={batchId} version={value.version} />
    </>
  ) : (
    <>
      <Editor key={value.version} batchId={batchId} value={value} />
      {value.sessions.length > 0 && <Published value={value} />}
    </>
  )
