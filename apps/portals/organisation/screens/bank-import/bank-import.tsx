import { Table } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Checkbox, Input, Select } from '../../../kit/fields.tsx'
import { base64Of } from '../../../kit/handed-file.ts'
import { Icon } from '../../../kit/icons.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { AbandonDialog } from '../abandon-dialog.tsx'
import { isOccupation, levelChoices } from '../bank-words.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

type Found = ReplyOf<typeof knowledge.checkTree>
type FileInput = InputOf<typeof knowledge.checkTree>

interface Place {
  readonly bank: string
  readonly occupationCode: string
  readonly level: string
}

/** Only what was filled in; the workbook says the rest. */
const given = ({ bank, occupationCode, level }: Place): Omit<FileInput, 'file'> => ({
  ...(bank.trim().length >= 2 && { bank: bank.trim() }),
  ...(isOccupation(occupationCode) && { occupationCode }),
  ...(level && { level: Number(level) }),
})

const PlaceForm = ({ place, onPlace }: { readonly place: Place; readonly onPlace: (to: Place) => void }) => (
  <details open={place.bank !== ''}>
    <summary>工作簿没有写明题库时填写</summary>
    <div className="list-filters">
      <Input label="题库名称" value={place.bank} onText={(bank) => onPlace({ ...place, bank })} />
      <Input
        label="职业编码"
        value={place.occupationCode}
        onText={(code) => onPlace({ ...place, occupationCode: code.trim() })}
        hint="如 6-31-01-03"
      />
      <Select
        label="等级"
        value={place.level}
        onText={(level) => onPlace({ ...place, level })}
        choices={levelChoices}
      />
    </div>
  </details>
)

const Problems = ({ found }: { readonly found: Found }) => (
  <>
    <p role="alert">
      细目表有{found.problems.length}处错误，没有写入任何数据。
      {found.errorFile && (
        <a className="button link" href={fileAddress(found.errorFile)} download>
          <Icon name="download" /> 下载错误清单
        </a>
      )}
    </p>
    <Table
      size="small"
      rowKey={({ row, sentence }) => `${row} ${sentence}`}
      dataSource={[...found.problems]}
      scroll={{ x: 480 }}
      pagination={{ pageSize: 20, showTotal: (total) => `共 ${total} 处` }}
      columns={[
        { title: '行', dataIndex: 'row', width: 64, render: (row: number | null) => row ?? '——' },
        { title: '问题', dataIndex: 'sentence' },
        { title: '处理', dataIndex: 'remedy' },
      ]}
    />
  </>
)

const Sound = ({ found }: { readonly found: Found }) => (
  <>
    <p>
      “{found.bank}”{found.partName}细目表：{found.ranges}个鉴定范围、{found.points}个鉴定点，各级比重相符。
      {found.differences === 0
        ? '与施行中的一版相同，导入不会改动。'
        : `与施行中的一版相比有${found.differences}处不同。`}
    </p>
    {found.advice.map((sentence) => (
      <p key={sentence} className="warning-line">
        <Icon name="warning" /> {sentence}
      </p>
    ))}
  </>
)

const Import = () => {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const picker = useRef<HTMLInputElement>(null)
  const check = useCommand<typeof knowledge.checkTree>('itembank.checkTree')
  const load = useCommand<typeof knowledge.importTree>('itembank.importTree')
  const [place, setPlace] = useState<Place>({ bank: search.get('bank') ?? '', occupationCode: '', level: '' })
  const [input, setInput] = useState<FileInput | null>(null)
  const [found, setFound] = useState<Found | null>(null)
  const [asDraft, setAsDraft] = useState(false)

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    const asked = { file: await base64Of(file), ...given(place) }
    load.clear()
    const outcome = await check.run(asked)
    setInput(asked)
    setFound(outcome && !outcome.refused ? outcome.value : null)
  }
  const write = async (abandon: readonly string[] = []) => {
    if (!input) return
    const outcome = await load.run({ ...input, asDraft, abandon: [...abandon] })
    if (!outcome || outcome.refused) return
    say(outcome.value.changed ? `第${outcome.value.edition}版细目表已导入` : '与施行中的一版相同，没有改动')
    navigate(`/banks/${outcome.value.bankId}?tab=tree`)
  }
  return (
    <div className="stack">
      <header className="list-head">
        <div>
          <h1>导入鉴定要素细目表</h1>
          <p className="quiet">
            读取工作簿中的“鉴定要素细目表”；先核对，再写入。题库尚未登记的，导入时一并登记。
          </p>
        </div>
      </header>
      <section className="panel stack">
        <PlaceForm place={place} onPlace={setPlace} />
        <div className="row">
          <input ref={picker} type="file" hidden accept=".xlsx" onChange={read} aria-label="细目表工作簿" />
          <Button
            kind={found ? 'plain' : 'main'}
            busy={check.pending}
            onClick={() => picker.current?.click()}
          >
            <Icon name="upload" /> 选择工作簿
          </Button>
        </div>
        <Trouble of={check} book={itembankRefusals} />
        {found && (found.problems.length > 0 ? <Problems found={found} /> : <Sound found={found} />)}
        {found?.problems.length === 0 && found.differences > 0 && (
          <>
            <Checkbox label="先存为草稿，核对修改后再施行" checked={asDraft} onCheck={setAsDraft} />
            <Trouble of={load} book={itembankRefusals} />
            <div>
              <Button busy={load.pending} onClick={() => write()}>
                {asDraft ? '导入为草稿' : '导入并施行'}
              </Button>
            </div>
          </>
        )}
      </section>
      <AbandonDialog refusal={load.refusal} onAbandon={write} onClose={load.clear} />
    </div>
  )
}

export default function BankImport() {
  return (
    <UndertakingGate>
      <Import />
    </UndertakingGate>
  )
}
