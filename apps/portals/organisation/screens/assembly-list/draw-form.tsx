import { useState } from 'react'
import { useNavigate } from 'react-router'
import type * as assembly from '#modules/itembank/assembly/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { fieldError, Input, Radio } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { NoRules, RuleChoice, type RuleSets } from './rule-choice.tsx'

const modes = [
  { value: 'fixed', label: '固定试卷', hint: '一套试卷' },
  { value: 'parallel', label: '平行试卷', hint: '多套难度相当的试卷，如A、B卷，或每场一套' },
  { value: 'candidates', label: '一人一卷', hint: '按同一规则为每名考生各抽一套' },
] as const
type Mode = (typeof modes)[number]['value']

const mostOf: { readonly [M in Mode]: number } = { fixed: 1, parallel: 20, candidates: 2000 }

const Summary = ({ of }: { readonly of: RuleSets[number] | undefined }) =>
  of ? (
    <ul className="quiet">
      {of.summary.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  ) : null

/** Rules, how many forms, and a seed for drawing the same again. */
export const DrawForm = ({ ruleSets, chosen }: { readonly ruleSets: RuleSets; readonly chosen: string }) => {
  const navigate = useNavigate()
  const assemble = useCommand<typeof assembly.assemble>('itembank.assemble')
  const [ruleSetId, setRuleSet] = useState(chosen || (ruleSets[0]?.ruleSetId ?? ''))
  const [mode, setMode] = useState<Mode>('fixed')
  const [count, setCount] = useState('2')
  const [seed, setSeed] = useState('')
  const forms = mode === 'fixed' ? 1 : Number(count)
  const valid = Number.isInteger(forms) && forms >= 1 && forms <= mostOf[mode]
  const start = async () => {
    const outcome = await assemble.run({ ruleSetId, mode, forms, ...(seed.trim() && { seed: seed.trim() }) })
    if (outcome && !outcome.refused) navigate(`/assemblies/${outcome.value.assemblyId}`)
  }
  if (ruleSets.length === 0) return <NoRules />
  return (
    <div className="stack">
      <RuleChoice ruleSets={ruleSets} value={ruleSetId} onPick={setRuleSet} />
      <Summary of={ruleSets.find((one) => one.ruleSetId === ruleSetId)} />
      <Radio label="方式" choices={modes} value={mode} onPick={setMode} />
      <div className="assembly-form">
        {mode !== 'fixed' && (
          <Input
            label="套数"
            type="number"
            min={1}
            max={mostOf[mode]}
            value={count}
            onText={setCount}
            hint={`1至${mostOf[mode]}套`}
            error={valid ? fieldError(assemble.refusal, 'forms') : `请填写1至${mostOf[mode]}的整数。`}
            required
          />
        )}
        <Input
          label="随机种子"
          value={seed}
          maxLength={64}
          onText={setSeed}
          hint="不填则自动产生；填写以前的种子可重现同一份试卷。"
        />
      </div>
      <div>
        <Button busy={assemble.pending} disabled={ruleSetId === '' || !valid} onClick={start}>
          开始组卷
        </Button>
      </div>
      <Trouble of={assemble} book={itembankRefusals} />
    </div>
  )
}
