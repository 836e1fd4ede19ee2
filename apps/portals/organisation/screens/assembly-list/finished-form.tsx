import { type ChangeEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type * as assembly from '#modules/itembank/assembly/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Field, fieldError, TextArea } from '../../../kit/fields.tsx'
import { base64Of } from '../../../kit/handed-file.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { NoRules, RuleChoice, type RuleSets } from './rule-choice.tsx'

/** Codes as people paste them: from a column of a workbook, or separated by commas. */
const codesOf = (text: string): string[] => text.split(/[\s,，;；、]+/).filter((code) => code !== '')

/** A paper put together by hand: its items are held against the rules one by one before it is kept. */
export const FinishedForm = ({ ruleSets }: { readonly ruleSets: RuleSets }) => {
  const navigate = useNavigate()
  const bring = useCommand<typeof assembly.bringPaper>('itembank.bringPaper')
  const [ruleSetId, setRuleSet] = useState(ruleSets[0]?.ruleSetId ?? '')
  const [text, setText] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const codes = codesOf(text)
  const check = async () => {
    const from = file ? { file: await base64Of(file) } : { codes }
    const outcome = await bring.run({ ruleSetId, from })
    if (outcome && !outcome.refused) navigate(`/assemblies/${outcome.value.assemblyId}`)
  }
  if (ruleSets.length === 0) return <NoRules />
  return (
    <div className="stack">
      <RuleChoice ruleSets={ruleSets} value={ruleSetId} onPick={setRuleSet} />
      <Field
        label="试题编号工作簿"
        hint="xlsx文件，第一张表用一列列出试题编号，每行一个，按出题顺序。"
        error={fieldError(bring.refusal, 'file')}
      >
        {(ids) => (
          <input
            {...ids}
            type="file"
            accept=".xlsx"
            onChange={(event: ChangeEvent<HTMLInputElement>) => setFile(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
      {!file && (
        <TextArea
          label="或粘贴试题编号"
          rows={8}
          value={text}
          onText={setText}
          hint={`每行一个，按出题顺序；可从工作簿的一列复制粘贴。已读到${codes.length}个。`}
        />
      )}
      <div>
        <Button
          busy={bring.pending}
          disabled={ruleSetId === '' || (!file && codes.length === 0)}
          onClick={check}
        >
          按规则核对
        </Button>
      </div>
      <Trouble of={bring} book={itembankRefusals} />
    </div>
  )
}
