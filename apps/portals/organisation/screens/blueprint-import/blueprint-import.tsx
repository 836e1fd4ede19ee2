import { useState } from 'react'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ImportSteps } from '../../../desk/import-steps.tsx'
import { ButtonLink } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Input, Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'

interface Place {
  readonly occupationCode: string
  readonly level: number
}

const levels = ['一级/高级技师', '二级/技师', '三级/高级工', '四级/中级工', '五级/初级工']

/** A file as base64: it travels inside the command. */
const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

const isOccupation = (code: string) => /^\d-\d{2}-\d{2}-\d{2}$/.test(code)

const PlaceForm = ({
  place,
  onPlace,
}: {
  readonly place: Place
  readonly onPlace: (place: Place) => void
}) => (
  <section className="panel stack">
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
      title="鉴定要素细目表和组卷蓝图"
      accept=".xlsx"
      onFile={send}
      onCommit={() => {}}
      trouble={<Trouble of={load} book={itembankRefusals} />}
      outcome={
        done && (
          <p>
            “{done.bank}”：{done.points}个鉴定点、{done.ranges}个抽题范围，满分{done.totalPoints}分，
            {done.minutes}分钟。{word}。 <ButtonLink to="/items/import">导入试题</ButtonLink>
          </p>
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
          <h1>导入细目表</h1>
          <p className="quiet">先有题库的认定点，才能导入试题：每道试题都要对应认定点。</p>
        </div>
      </header>
      <PlaceForm place={place} onPlace={setPlace} />
      {isOccupation(place.occupationCode) ? (
        <BlueprintImport place={place} />
      ) : (
        <p className="standing">请先填写职业编码和等级。</p>
      )}
    </div>
  )
}

export default function BlueprintImportScreen() {
  return (
    <UndertakingGate>
      <Import />
    </UndertakingGate>
  )
}
