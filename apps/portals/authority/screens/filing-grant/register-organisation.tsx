import { useState } from 'react'
import type { registerOrganisation } from '#modules/party/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { fieldError, Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { partyRefusals } from '../../../refusals/party.ts'

const fields = [
  ['name', '机构名称', '填全称'],
  ['typeName', '机构类型', ''],
  ['cityName', '所在市', '如 澜川市'],
  ['cityCode', '所在市代码', '4位'],
  ['headName', '负责人', ''],
  ['headPhone', '负责人电话', ''],
  ['contactPerson', '联系人', ''],
  ['contactPhone', '联系电话', ''],
] as const

const blank = {
  name: '',
  typeName: '社会培训评价组织',
  cityName: '',
  cityCode: '',
  headName: '',
  headPhone: '',
  contactPerson: '',
  contactPhone: '',
}

/** The organisation gets its place in the system; a city registers those of its own only. */
export const RegisterOrganisation = ({ onRegistered }: { readonly onRegistered: (id: string) => void }) => {
  const register = useCommand<typeof registerOrganisation>('party.registerOrganisation')
  const [values, setValues] = useState(blank)
  const save = async () => {
    const outcome = await register.run({ kind: 'evaluation', ...values })
    if (outcome && !outcome.refused) onRegistered(outcome.value.organisationId)
  }
  return (
    <section className="stack">
      <div className="panel row list-filters">
        {fields.map(([field, label, hint]) => (
          <Input
            key={field}
            label={label}
            hint={hint}
            value={values[field]}
            onText={(text) => setValues({ ...values, [field]: text })}
            error={fieldError(register.refusal, field)}
            required
          />
        ))}
      </div>
      <Trouble of={register} book={partyRefusals} />
      <div>
        <Button busy={register.pending} onClick={save}>
          登记机构，下一步
        </Button>
      </div>
    </section>
  )
}
