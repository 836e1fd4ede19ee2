import { useState } from 'react'
import type * as documents from '#modules/itembank/paper/documents/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { EditTable } from './edit-table.tsx'
import type { PaperKey } from './print-panel.tsx'

type Basis = ReplyOf<typeof documents.paperOrigin>['basis']
type Expert = NonNullable<Basis>['experts'][number]

const noExpert: Expert = { name: '', employer: '', title: '' }

/** SDE-4.5-26, SPC-A1.4-01: the standard with its version, and the experts. */
export const OriginForm = ({
  paper,
  basis,
  onDone,
}: {
  readonly paper: PaperKey
  readonly basis: Basis
  readonly onDone: () => void
}) => {
  const record = useCommand<typeof documents.recordOrigin>('itembank.recordOrigin')
  const [standard, setStandard] = useState(basis?.standard ?? '')
  const [standardVersion, setVersion] = useState(basis?.standardVersion ?? '')
  const [experts, setExperts] = useState<readonly Expert[]>(basis?.experts ?? [noExpert])
  const named = experts.filter(({ name }) => name.trim().length >= 2)
  const ready = standard.trim().length >= 2 && standardVersion.trim().length >= 2 && named.length > 0
  const save = async () => {
    const outcome = await record.run({ ...paper, standard, standardVersion, experts: [...named] })
    if (!outcome || outcome.refused) return
    say('已登记')
    onDone()
  }
  return (
    <div className="stack">
      <Input
        label="职业标准或考核规范"
        value={standard}
        onText={setStandard}
        hint="如“电工国家职业技能标准”"
        required
      />
      <Input label="版本" value={standardVersion} onText={setVersion} hint="如“2018年版”" required />
      <EditTable<Expert>
        title="命题专家"
        rows={experts}
        onRows={setExperts}
        fresh={noExpert}
        columns={[
          { key: 'name', title: '姓名' },
          { key: 'employer', title: '工作单位', wide: true },
          { key: 'title', title: '职称（职业资格）' },
        ]}
      />
      <div>
        <Button busy={record.pending} disabled={!ready} onClick={save}>
          登记
        </Button>
      </div>
      <Trouble of={record} book={itembankRefusals} />
    </div>
  )
}
