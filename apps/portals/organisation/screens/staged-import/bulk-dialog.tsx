import { useState } from 'react'
import { itemTypes } from '#modules/itembank/core/item.ts'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import type { Point } from './row-editor.tsx'

const types = Object.entries(itemTypes).map(([value, { name }]) => ({ value, label: name }))
const grades = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))
const none = { type: '', pointCode: '', difficulty: '', consistency: '', excluded: '' }

interface Props {
  readonly itemImportId: string
  readonly ordinals: readonly number[]
  readonly points: readonly Point[]
  readonly open: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Sets the same for the chosen questions; what is left empty stays as it is. */
export const BulkDialog = ({ itemImportId, ordinals, points, open, onClose, onDone }: Props) => {
  const set = useCommand<typeof exchange.setImportRows>('itembank.setImportRows')
  const [values, setValues] = useState(none)
  const change = (part: Partial<typeof none>) => setValues({ ...values, ...part })
  const apply = async () => {
    const { type, pointCode, difficulty, consistency, excluded } = values
    const outcome = await set.run({
      ...{ itemImportId, ordinals: [...ordinals] },
      ...(type && { type }),
      ...(pointCode && { pointCode }),
      ...(difficulty && { difficulty: Number(difficulty) }),
      ...(consistency && { consistency: Number(consistency) }),
      ...(excluded && { excluded: excluded === 'yes' }),
    })
    if (!outcome || outcome.refused) return
    say(`已设置${ordinals.length}道题`)
    setValues(none)
    onDone()
  }
  return (
    <Dialog
      title={`设置选中的${ordinals.length}道题`}
      open={open}
      onClose={onClose}
      actions={
        <Button
          busy={set.pending}
          disabled={Object.values(values).every((text) => text === '')}
          onClick={apply}
        >
          应用
        </Button>
      }
    >
      <div className="staged-fields">
        <Select
          blank="不改"
          label="题型"
          value={values.type}
          choices={types}
          onText={(type) => change({ type })}
        />
        <Select
          blank="不改"
          label="鉴定点"
          value={values.pointCode}
          choices={points.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          onText={(pointCode) => change({ pointCode })}
        />
        <Select
          blank="不改"
          label="难度"
          value={values.difficulty}
          choices={grades}
          onText={(difficulty) => change({ difficulty })}
        />
        <Select
          blank="不改"
          label="一致性"
          value={values.consistency}
          choices={grades}
          onText={(consistency) => change({ consistency })}
        />
        <Select
          blank="不改"
          label="是否导入"
          value={values.excluded}
          choices={[
            { value: 'yes', label: '排除，不导入' },
            { value: 'no', label: '重新纳入' },
          ]}
          onText={(excluded) => change({ excluded })}
        />
      </div>
      <Trouble of={set} book={itembankRefusals} />
    </Dialog>
  )
}
