import './item-import.css'
import { useState } from 'react'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { type DryRun, type ImportMode, ImportSteps } from '../../../desk/import-steps.tsx'
import { ButtonLink } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Input, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { base64Of } from '../base64.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

type Findings = ReplyOf<typeof exchange.checkItems>

interface Place {
  readonly occupationCode: string
  readonly level: number
}

const levels = ['一级/高级技师', '二级/技师', '三级/高级工', '四级/中级工', '五级/初级工']

const isOccupation = (code: string) => /^\d-\d{2}-\d{2}-\d{2}$/.test(code)

const PlaceForm = ({
  place,
  onPlace,
}: {
  readonly place: Place
  readonly onPlace: (place: Place) => void
}) => (
  <section className="panel import-place">
    <Input
      label="职业编码"
      value={place.occupationCode}
      onText={(code) => onPlace({ ...place, occupationCode: code.trim() })}
      hint="如 6-31-01-03"
      error={
        place.occupationCode.length >= 10 && !isOccupation(place.occupationCode)
          ? '编码应为“数字-两位-两位-两位”。'
          : undefined
      }
      required
    />
    <Select
      label="等级"
      value={String(place.level)}
      onText={(level) => level && onPlace({ ...place, level: Number(level) })}
      choices={levels.map((label, at) => ({ value: String(at + 1), label }))}
      required
    />
  </section>
)

const BlueprintImport = ({ place }: { readonly place: Place }) => {
  const load = useCommand<typeof knowledge.importBlueprint>('itembank.importBlueprint')
  const [done, setDone] = useState<ReplyOf<typeof knowledge.importBlueprint> | null>(null)
  const send = async (file: File) => {
    const outcome = await load.run({ file: await base64Of(file), ...place })
    setDone(outcome && !outcome.refused ? outcome.value : null)
  }
  const word = done?.changed ? '已导入' : '与题库中的相同，没有改动'
  return (
    <ImportSteps
      title="一、鉴定要素细目表和组卷蓝图"
      accept=".xlsx"
      onFile={send}
      onCommit={() => {}}
      trouble={<Trouble of={load} book={itembankRefusals} />}
      outcome={
        done && (
          <p>
            “{done.bank}”：{done.points}个鉴定点、{done.ranges}个抽题范围，满分{done.totalPoints}分，
            {done.minutes}分钟。{word}。
          </p>
        )
      }
    />
  )
}

const asDryRun = (found: Findings): DryRun => ({
  total: found.found,
  good: found.fresh + found.duplicate,
  errors: found.refusedRows.flatMap(({ row, code, reasons }) =>
    reasons.map(({ sentence, clauses }) => ({
      ...{ row, column: '试题', value: code, reason: sentence, clauses },
    })),
  ),
})

const Counts = ({ of }: { readonly of: Findings }) => (
  <p>
    “{of.bank}”共读到{of.found}行：新试题{of.fresh}道，重复{of.duplicate}道，有误{of.refused}行。
    {of.fresh === 0 && '没有新试题，导入不会改动题库。'}
  </p>
)

const ItemsImport = ({ place }: { readonly place: Place }) => {
  const check = useCommand<typeof exchange.checkItems>('itembank.checkItems')
  const load = useCommand<typeof exchange.importItems>('itembank.importItems')
  const [file, setFile] = useState('')
  const [found, setFound] = useState<Findings | null>(null)
  const [done, setDone] = useState<Findings | null>(null)
  const read = async (chosen: File) => {
    const content = await base64Of(chosen)
    const outcome = await check.run({ file: content, ...place })
    setFile(content)
    setFound(outcome && !outcome.refused ? outcome.value : null)
  }
  const commit = async (mode: ImportMode) => {
    const outcome = await load.run({ file, ...place, mode })
    if (outcome && !outcome.refused) setDone(outcome.value)
  }
  return (
    <ImportSteps
      title="二、试题"
      accept=".xlsx"
      onFile={read}
      onCommit={commit}
      dryRun={found && asDryRun(found)}
      trouble={
        <>
          <Trouble of={check} book={itembankRefusals} />
          <Trouble of={load} book={itembankRefusals} />
          {found && !done && <Counts of={found} />}
        </>
      }
      outcome={
        done && (
          <>
            <p>
              “{done.bank}”已导入{done.fresh}道试题；重复{done.duplicate}道未动，有误{done.refused}行未导入。
            </p>
            <div>
              <ButtonLink to="/items">查看题库</ButtonLink>
            </div>
          </>
        )
      }
    />
  )
}

const Import = () => {
  const [place, setPlace] = useState<Place>({ occupationCode: '', level: 4 })
  return (
    <div className="stack">
      <header className="list-head">
        <div>
          <h1>导入题库</h1>
          <p className="quiet">文件含有答案，只在导入时读取，不在服务器上留存。</p>
        </div>
      </header>
      <PlaceForm place={place} onPlace={setPlace} />
      {isOccupation(place.occupationCode) ? (
        <>
          <BlueprintImport place={place} />
          <ItemsImport place={place} />
        </>
      ) : (
        <p className="standing">请先填写职业编码和等级。</p>
      )}
    </div>
  )
}

export default function ItemImport() {
  return (
    <UndertakingGate>
      <Import />
    </UndertakingGate>
  )
}
