import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import {
  type NamedSource,
  type StandardKind,
  sourceKinds,
  sourceNames,
  standardKinds,
  standardNames,
} from '#modules/itembank/knowledge/core/bank.rule.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { fieldError, Input, Radio, Select } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { isOccupation, levelChoices } from '../bank-words.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import './bank-form.css'

interface Fields {
  readonly name: string
  readonly occupationCode: string
  readonly level: number
  readonly trade: string
  readonly standardKind: StandardKind
  readonly standardTitle: string
  readonly standardVersion: string
  readonly sources: readonly NamedSource[]
}

type Set = (change: Partial<Fields>) => void

const emptySources = sourceKinds.map((kind) => ({ kind, title: '', version: '' }))

/** Sources that say anything at all. */
const named = (sources: readonly NamedSource[]) =>
  sources.filter(({ title, version }) => `${title}${version}`.trim() !== '')

const Identity = ({ fields, set, error }: { fields: Fields; set: Set; error?: string | undefined }) => {
  const { occupationCode } = fields
  const wrong = occupationCode.length >= 10 && !isOccupation(occupationCode)
  return (
    <div className="bank-fields">
      <Input
        label="题库名称"
        value={fields.name}
        onText={(name) => set({ name })}
        hint="登记后不能改名：试题和试卷以它归属"
        error={error}
        maxLength={100}
        required
      />
      <Input
        label="职业编码"
        value={occupationCode}
        onText={(code) => set({ occupationCode: code.trim() })}
        hint="如 6-31-01-03"
        error={wrong ? '编码应为“数字-两位-两位-两位”。' : undefined}
        required
      />
      <Select
        label="等级"
        value={String(fields.level)}
        onText={(level) => level && set({ level: Number(level) })}
        choices={levelChoices}
        required
      />
    </div>
  )
}

const Standard = ({ fields, set }: { fields: Fields; set: Set }) => (
  <section className="panel stack">
    <h2>工种和依据</h2>
    <Radio
      label="依据类别"
      value={fields.standardKind}
      onPick={(standardKind) => set({ standardKind })}
      choices={standardKinds.map((value) => ({ value, label: standardNames[value] }))}
    />
    <div className="bank-fields">
      <Input
        label="标准或规范名称"
        value={fields.standardTitle}
        onText={(standardTitle) => set({ standardTitle })}
        hint="如 国家职业技能标准 电工"
        maxLength={200}
      />
      <Input
        label="版本"
        value={fields.standardVersion}
        onText={(standardVersion) => set({ standardVersion })}
        hint="如 2018年版"
        maxLength={200}
      />
      <Input
        label="工种"
        value={fields.trade}
        onText={(trade) => set({ trade })}
        hint="没有工种的留空"
        maxLength={60}
      />
    </div>
  </section>
)

const Sources = ({ fields, set }: { fields: Fields; set: Set }) => {
  const change = (kind: string, to: Partial<NamedSource>) =>
    set({ sources: fields.sources.map((one) => (one.kind === kind ? { ...one, ...to } : one)) })
  return (
    <section className="panel stack">
      <h2>四项来源</h2>
      <p className="quiet">题库注明编制所依据的四项文件及版本。</p>
      {fields.sources.map(({ kind, title, version }) => (
        <fieldset key={kind} className="bank-source">
          <legend>{sourceNames[kind]}</legend>
          <Input
            label="文件名称或文号"
            value={title}
            onText={(text) => change(kind, { title: text })}
            maxLength={200}
          />
          <Input
            label="版本或日期"
            value={version}
            onText={(text) => change(kind, { version: text })}
            maxLength={200}
          />
        </fieldset>
      ))}
    </section>
  )
}

const useFields = (initial: Fields) => {
  const [fields, setFields] = useState(initial)
  return { fields, set: (change: Partial<Fields>) => setFields((before) => ({ ...before, ...change })) }
}

const basisOf = ({ trade, standardKind, standardTitle, standardVersion, sources }: Fields) => ({
  ...{ trade, standardKind, standardTitle, standardVersion },
  sources: named(sources),
})

const NewBank = () => {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const create = useCommand<typeof knowledge.createBank>('itembank.createBank')
  const { fields, set } = useFields({
    name: search.get('name') ?? '',
    occupationCode: search.get('occupation') ?? '',
    level: Number(search.get('level')) || 4,
    ...{ trade: '', standardKind: 'national-standard', standardTitle: '', standardVersion: '' },
    sources: emptySources,
  })
  const { name, occupationCode, level } = fields
  const ready = name.trim().length >= 2 && isOccupation(occupationCode)
  const save = async () => {
    const outcome = await create.run({ name, occupationCode, level, ...basisOf(fields) })
    if (!outcome || outcome.refused) return
    say('已登记')
    navigate(`/banks/${outcome.value.bankId}`)
  }
  return (
    <div className="stack">
      <h1>登记题库</h1>
      <section className="panel stack">
        <h2>题库</h2>
        <Identity fields={fields} set={set} error={fieldError(create.refusal, 'name')} />
      </section>
      <Standard fields={fields} set={set} />
      <Sources fields={fields} set={set} />
      <Trouble of={create} book={itembankRefusals} />
      <div className="row">
        <Button busy={create.pending} disabled={!ready} onClick={save}>
          登记
        </Button>
        {!ready && <span className="quiet">请填写题库名称和职业编码。</span>}
      </div>
    </div>
  )
}

const ChangeBank = ({ of }: { readonly of: Fields & { bankId: string; version: number } }) => {
  const navigate = useNavigate()
  const change = useCommand<typeof knowledge.changeBank>('itembank.changeBank')
  const { fields, set } = useFields(of)
  const { bankId, version } = of
  const save = async () => {
    const outcome = await change.run({ bankId, version, ...basisOf(fields) })
    if (!outcome || outcome.refused) return
    say('已保存')
    navigate(`/banks/${bankId}`)
  }
  return (
    <div className="stack">
      <h1>{of.name}：修改登记</h1>
      <Standard fields={fields} set={set} />
      <Sources fields={fields} set={set} />
      <Trouble of={change} book={itembankRefusals} />
      <div className="row">
        <Button busy={change.pending} onClick={save}>
          保存
        </Button>
        <ButtonLink kind="plain" to={`/banks/${bankId}`}>
          取消
        </ButtonLink>
      </div>
    </div>
  )
}

const Existing = ({ bankId }: { readonly bankId: string }) => {
  const detail = useQuery<typeof knowledge.bankDetail>('itembank.bankDetail', { bankId })
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => (
        <ChangeBank
          key={value.version}
          of={{
            ...value,
            sources: emptySources.map(
              (empty) => value.sources.find(({ kind }) => kind === empty.kind) ?? empty,
            ),
          }}
        />
      )}
    </Loaded>
  )
}

export default function BankForm() {
  const { bankId } = useParams()
  return <UndertakingGate>{bankId ? <Existing bankId={bankId} /> : <NewBank />}</UndertakingGate>
}
