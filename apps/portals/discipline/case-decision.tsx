import { useState } from 'react'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Checkbox, fieldError, Input, Radio, Select, TextArea } from '../kit/fields.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { say } from '../kit/toast.tsx'
import { disciplineRefusals } from '../refusals/discipline.ts'
import { RulesBeside } from './case-material.tsx'
import { type Case, placeOf, type Rule, severities } from './words.ts'

type Input_ = InputOf<typeof discipline.decideCase>
export type Draft = Pick<
  Input_,
  'typeCode' | 'severity' | 'effect' | 'ban' | 'ruleReference' | 'choiceReason'
>

const bans = [
  { value: 'none', label: '不禁考' },
  { value: 'current-year', label: '当年不得参评' },
  { value: '2', label: '2年内不得参评' },
  { value: '5', label: '5年内不得参评' },
] as const

const banOf = (value: string): Draft['ban'] => {
  if (value === 'none') return null
  return value === 'current-year' ? { kind: 'current-year' } : { kind: 'years', years: Number(value) }
}

export const firstDraft = ({ case: row, severity, rules }: Case): Draft => ({
  typeCode: row.typeCode,
  severity: severity === 'minor' || severity === 'serious' ? severity : null,
  effect: null,
  ban: null,
  ruleReference: rules.find(({ code }) => code === row.typeCode)?.reference ?? '',
  choiceReason: '',
})

interface Filling {
  readonly of: Case
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly refusal: Parameters<typeof fieldError>[0]
}

const TypeChoice = ({ of, draft, onDraft, refusal }: Filling) => {
  const pick = (code: string) =>
    onDraft({
      ...draft,
      ...{ typeCode: code || null, severity: null, effect: null },
      ruleReference: of.rules.find((rule) => rule.code === code)?.reference ?? '',
    })
  const rule: Rule | undefined = of.rules.find(({ code }) => code === draft.typeCode)
  return (
    <>
      <Select
        label="违纪类型"
        value={draft.typeCode ?? ''}
        onText={pick}
        choices={of.rules.map(({ code, title }) => ({ value: code, label: `${code} ${title}` }))}
        error={fieldError(refusal, 'typeCode')}
        required
      />
      <RulesBeside rules={of.rules} code={draft.typeCode ?? ''} onPick={pick} />
      {rule && rule.differing.length > 0 && (
        <TextArea
          label="选用理由"
          value={draft.choiceReason}
          onText={(choiceReason) => onDraft({ ...draft, choiceReason })}
          error={fieldError(refusal, 'choiceReason')}
          rows={2}
          required
        />
      )}
      {rule?.graded && (
        <Radio
          label="情节"
          choices={severities}
          value={draft.severity}
          onPick={(severity) => onDraft({ ...draft, severity })}
          {...(fieldError(refusal, 'severity') && { error: fieldError(refusal, 'severity')! })}
        />
      )}
      {rule && of.case.about === 'staff' && rule.effects.length > 1 && (
        <Radio
          label="处理"
          choices={rule.effects.map(({ effect, title }) => ({ value: effect, label: title }))}
          value={draft.effect}
          onPick={(effect) => onDraft({ ...draft, effect })}
        />
      )}
      {rule && rule.effects.length === 1 && <p>按规定的处理：{rule.effects[0]!.title}。</p>}
    </>
  )
}

/** Where the document's table is not at hand: effect out of the closed set, the rule in words (C61). */
const FreeChoice = ({ of, draft, onDraft, refusal }: Filling) => (
  <>
    <Radio
      label="对成绩的处理"
      choices={of.freeEffects.map(({ effect, title }) => ({ value: effect, label: title }))}
      value={draft.effect}
      onPick={(effect) => onDraft({ ...draft, effect })}
      {...(fieldError(refusal, 'effect') && { error: fieldError(refusal, 'effect')! })}
    />
    <Select
      label="禁考"
      value={
        draft.ban === null ? 'none' : draft.ban.kind === 'years' ? String(draft.ban.years) : draft.ban.kind
      }
      onText={(value) => onDraft({ ...draft, ban: banOf(value) })}
      choices={bans}
      blank="不禁考"
    />
  </>
)

export const DecisionFields = (filling: Filling) => {
  const { of, draft, onDraft, refusal } = filling
  return (
    <>
      {of.rules.length > 0 ? <TypeChoice {...filling} /> : <FreeChoice {...filling} />}
      <Input
        label="依据的规则条款"
        hint={of.case.about === 'candidate' && of.document ? `适用${of.document}` : undefined}
        value={draft.ruleReference}
        onText={(ruleReference) => onDraft({ ...draft, ruleReference })}
        error={fieldError(refusal, 'ruleReference')}
        required
      />
    </>
  )
}

const Commitments = ({
  of,
  cited,
  onCite,
}: {
  readonly of: Case
  readonly cited: readonly number[]
  readonly onCite: (cited: readonly number[]) => void
}) =>
  of.commitments.length === 0 ? null : (
    <fieldset className="field">
      <legend>引用考生确认的承诺</legend>
      {of.commitments.map(({ number, text }) => (
        <Checkbox
          key={number}
          label={`第${number}条　${text}`}
          checked={cited.includes(number)}
          onCheck={(on) => onCite(on ? [...cited, number] : cited.filter((each) => each !== number))}
        />
      ))}
    </fieldset>
  )

/** The right half of a case that waits for its decision. */
export const DecisionForm = ({ of }: { readonly of: Case }) => {
  const decide = useCommand<typeof discipline.decideCase>('discipline.decideCase')
  const [draft, setDraft] = useState(() => firstDraft(of))
  const [cited, setCited] = useState<readonly number[]>([])
  const [note, setNote] = useState('')
  const change = (next: Draft) => {
    decide.clear()
    setDraft(next)
  }
  const submit = async () => {
    const outcome = await decide.run({ ...placeOf(of), ...draft, note, commitments: [...cited] })
    if (outcome && !outcome.refused) say('已作出处理决定')
  }
  return (
    <section className="panel stack" aria-label="处理决定">
      <h2>处理决定</h2>
      <DecisionFields of={of} draft={draft} onDraft={change} refusal={decide.refusal} />
      <Commitments of={of} cited={cited} onCite={setCited} />
      <TextArea label="说明" value={note} onText={setNote} rows={2} />
      <Trouble of={decide} book={disciplineRefusals} />
      <div>
        <Button busy={decide.pending} onClick={submit}>
          作出处理决定
        </Button>
      </div>
    </section>
  )
}
