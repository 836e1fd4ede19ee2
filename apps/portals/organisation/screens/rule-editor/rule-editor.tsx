import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type * as assembly from '#modules/itembank/assembly/contract.ts'
import { checkRules } from '#modules/itembank/assembly/core/rule-check.ts'
import { itemsOf, type RuleSet } from '#modules/itembank/assembly/core/rules.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { fieldError, Input, Radio } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { Ranges, Types } from './counts.tsx'
import { Difficulty } from './difficulty.tsx'
import { blankRules, type Editing, type Ground } from './draft.ts'
import { Editions } from './editions.tsx'
import { Bounds, ImportanceShares } from './limits.tsx'
import { Exposure, ItemLists } from './lists.tsx'
import { NumberBox } from './number-box.tsx'
import '../assembly-detail/assembly.css'
import './rule-editor.css'

type Detail = ReplyOf<typeof assembly.ruleSetDetail>

interface Start {
  readonly bank: string
  readonly name: string
  readonly basedOn: number
  readonly rules: RuleSet
}

const media = [
  { value: 'screen', label: '机考', hint: '只含单选题、多选题、判断题' },
  { value: 'print', label: '纸笔', hint: '各种题型' },
] as const

const Head = ({
  editing: { rules, change },
  ...props
}: {
  readonly editing: Editing
  readonly name: string
  readonly onName: (name: string) => void
  readonly error: string | undefined
}) => (
  <section className="panel stack">
    <div className="assembly-form">
      <Input
        label="规则名称"
        value={props.name}
        maxLength={40}
        onText={props.onName}
        error={props.error}
        required
      />
      <Radio label="作答方式" choices={media} value={rules.medium} onPick={(medium) => change({ medium })} />
    </div>
    <div className="row">
      <NumberBox
        label="考试时间"
        before="考试时间"
        after="分钟"
        value={rules.minutes}
        onNumber={(minutes) => change({ minutes: minutes ?? 0 })}
      />
      <NumberBox
        label="总分"
        before="总分"
        after="分"
        value={rules.totalPoints}
        onNumber={(totalPoints) => change({ totalPoints: totalPoints ?? 0 })}
      />
    </div>
  </section>
)

/** The sums, checked as they are typed. */
const Check = (props: {
  readonly rules: RuleSet
  readonly problems: readonly string[]
  readonly pending: boolean
  readonly onSave: () => void
}) => {
  const { rules, problems } = props
  const points = rules.types.reduce((sum, quota) => sum + quota.count * quota.points, 0)
  return (
    <section className="panel stack rule-check" aria-live="polite">
      <div className="list-head">
        <p>
          全卷{itemsOf(rules)}题，{points}分（总分{rules.totalPoints}分）；
          {problems.length === 0 ? '各项合计相符。' : `有${problems.length}处不符：`}
        </p>
        <div className="row">
          <ButtonLink kind="plain" to="/rules">
            返回
          </ButtonLink>
          <Button busy={props.pending} disabled={problems.length > 0} onClick={props.onSave}>
            保存为新的一版
          </Button>
        </div>
      </div>
      {problems.length > 0 && (
        <ul className="rule-problems">
          {problems.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Editor = ({ start, ground }: { readonly start: Start; readonly ground: Ground }) => {
  const navigate = useNavigate()
  const save = useCommand<typeof assembly.saveRules>('itembank.saveRules')
  const [rules, setRules] = useState(start.rules)
  const [name, setName] = useState(start.name)
  const editing = { rules, ground, change: (changes: Partial<RuleSet>) => setRules({ ...rules, ...changes }) }
  const problems = checkRules(rules, { ranges: ground.ranges as never, points: [] }).map(
    ({ sentence }) => sentence,
  )
  const basedOn = name.trim() === start.name ? start.basedOn : 0
  const keep = async () => {
    // As JSON: lists of the form are read-only, those of the contract are not, and what is undefined is left out.
    const plain: InputOf<typeof assembly.saveRules>['rules'] = JSON.parse(JSON.stringify(rules))
    const outcome = await save.run({ bank: start.bank, name: name.trim(), basedOn, rules: plain })
    if (!outcome || outcome.refused) return
    say(outcome.value.changed ? `已保存第${outcome.value.edition}版` : '与在用的一版相同，没有改动')
    navigate(`/rules?bank=${encodeURIComponent(start.bank)}`)
  }
  return (
    <>
      <Head editing={editing} name={name} onName={setName} error={fieldError(save.refusal, 'name')} />
      <Types {...editing} />
      <Ranges {...editing} />
      <Bounds {...editing} />
      <ImportanceShares {...editing} />
      <Difficulty {...editing} />
      <Exposure {...editing} />
      <ItemLists {...editing} />
      <Trouble of={save} book={itembankRefusals} />
      <Check
        rules={rules}
        problems={name.trim() === '' ? ['请填写规则名称。', ...problems] : problems}
        pending={save.pending}
        onSave={keep}
      />
    </>
  )
}

const Known = ({ of, ground }: { readonly of: Detail; readonly ground: Ground }) => {
  const { bank, name, edition, rules } = of
  return (
    <>
      <Editions of={of} />
      <Editor
        key={of.ruleSetId}
        ground={ground}
        start={{ bank, name, basedOn: of.editions[0]?.edition ?? edition, rules: rules as RuleSet }}
      />
    </>
  )
}

const Screen = ({ bank, detail }: { readonly bank: string; readonly detail: Detail | undefined }) => {
  const ground = useQuery<typeof assembly.rulesGround>('itembank.rulesGround', { bank })
  return (
    <div className="stack">
      <header className="list-head">
        <div>
          <h1>{detail ? `${detail.name} 第${detail.edition}版` : '新建组卷规则'}</h1>
          <p className="quiet">{bank}</p>
        </div>
      </header>
      <Loaded of={ground} book={itembankRefusals}>
        {(value) =>
          detail ? (
            <Known of={detail} ground={value} />
          ) : (
            <Editor ground={value} start={{ bank, name: '', basedOn: 0, rules: blankRules(value) }} />
          )
        }
      </Loaded>
    </div>
  )
}

const Opened = ({ ruleSetId }: { readonly ruleSetId: string }) => {
  const detail = useQuery<typeof assembly.ruleSetDetail>('itembank.ruleSet', { ruleSetId })
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => <Screen bank={value.bank} detail={value} />}
    </Loaded>
  )
}

const Either = () => {
  const { ruleSetId = 'new' } = useParams()
  const [search] = useSearchParams()
  if (ruleSetId !== 'new') return <Opened ruleSetId={ruleSetId} />
  return <Screen bank={search.get('bank') ?? ''} detail={undefined} />
}

export default function RuleEditor() {
  return (
    <UndertakingGate>
      <Either />
    </UndertakingGate>
  )
}
