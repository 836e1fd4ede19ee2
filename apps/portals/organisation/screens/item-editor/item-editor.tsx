import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type * as items from '#modules/itembank/item/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import type { Refusal } from '#platform/contract/verdict.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { UndertakingGate } from '../undertaking-gate.tsx'
import { EditorForm, type Saving } from './editor-form.tsx'
import type { Place } from './placing-fields.tsx'
import { formFrom, newItem } from './question-form.ts'

type Detail = ReplyOf<typeof items.itemDetail>
type Viewed = ReplyOf<typeof items.viewItem>

const useSaved = () => {
  const navigate = useNavigate()
  return (outcome: { refused: boolean; value?: { itemId: string; code: string } } | undefined) => {
    if (!outcome || outcome.refused || !outcome.value) return false
    say(`已保存，编号${outcome.value.code}`)
    navigate(`/items/${outcome.value.itemId}`)
    return true
  }
}

const New = ({ places }: { readonly places: readonly Place[] }) => {
  const [search] = useSearchParams()
  const write = useCommand<typeof items.writeItem>('itembank.writeItem')
  const saved = useSaved()
  const task = search.get('task') ?? ''
  const save = async ({ bank, origin, draft }: Saving) => {
    saved(await write.run({ bank, origin, draft, ...(task && { taskId: task }) }))
  }
  const [form] = useState(() => ({
    ...newItem(),
    ...{ pointCode: search.get('point') ?? '' },
  }))
  return (
    <EditorForm
      title="录入试题"
      lead={task ? '本题计入所选命题任务。' : '保存后为草稿，提交后由两名审题人员先后审核。'}
      form={form}
      places={places}
      bank={search.get('bank') ?? places[0]?.bank ?? ''}
      itemId={undefined}
      isFixed={false}
      busy={write.pending}
      refusal={write.refusal}
      trouble={<Trouble of={write} book={itembankRefusals} />}
      onSave={save}
    />
  )
}

const Existing = (props: {
  readonly of: Detail
  readonly viewed: Viewed
  readonly places: readonly Place[]
}) => {
  const { of, viewed } = props
  const change = useCommand<typeof items.changeItem>('itembank.changeItem')
  const revise = useCommand<typeof items.reviseItem>('itembank.reviseItem')
  const saved = useSaved()
  const revises = of.mayRevise
  const seen = { itemId: viewed.itemId, version: viewed.version }
  const save = async ({ draft }: Saving) => {
    const input = { ...seen, draft }
    saved(revises ? await revise.run(input) : await change.run(input))
  }
  const command = revises ? revise : change
  const refusal: Refusal | null = command.refusal
  const [form] = useState(() => formFrom(viewed.draft))
  return (
    <EditorForm
      title={`${revises ? '修订' : '修改'}${viewed.code}`}
      lead={revises ? '保存为新版本的草稿；新版本启用后本版本退出，已有试卷保留本版本。' : '本次查看已记录。'}
      form={form}
      places={props.places}
      bank={viewed.bank}
      itemId={viewed.itemId}
      isFixed={revises || of.edition > 1}
      busy={command.pending}
      refusal={refusal}
      trouble={<Trouble of={command} book={itembankRefusals} />}
      onSave={save}
    />
  )
}

/** The content is fetched once, when asked for: looking at it is on record. */
const Open = ({ of, places }: { readonly of: Detail; readonly places: readonly Place[] }) => {
  const view = useCommand<typeof items.viewItem>('itembank.viewItem')
  const [viewed, setViewed] = useState<Viewed | null>(null)
  const look = async () => {
    const outcome = await view.run({ itemId: of.itemId })
    if (outcome && !outcome.refused) setViewed(outcome.value)
  }
  if (viewed) return <Existing of={of} viewed={viewed} places={places} />
  return (
    <section className="panel stack">
      <h1>{of.code}</h1>
      <p className="quiet">修改前须查看内容，查看人和时间将被记录。</p>
      <div>
        <Button busy={view.pending} onClick={look}>
          查看并修改
        </Button>
      </div>
      <Trouble of={view} book={itembankRefusals} />
    </section>
  )
}

const Page = ({ places }: { readonly places: readonly Place[] }) => {
  const { itemId } = useParams()
  const detail = useQuery<typeof items.itemDetail>(
    'itembank.item',
    { itemId: itemId ?? '' },
    { enabled: itemId !== undefined },
  )
  if (places.length === 0) {
    return (
      <div className="stack">
        <h1>录入试题</h1>
        <EmptyState title="还没有题库">
          <p className="quiet">试题须对应鉴定点，请题库管理人员先导入鉴定要素细目表。</p>
        </EmptyState>
      </div>
    )
  }
  if (itemId === undefined) return <New places={places} />
  return (
    <Loaded of={detail} book={itembankRefusals}>
      {(value) => <Open key={value.itemId} of={value} places={places} />}
    </Loaded>
  )
}

const AllPlaces = () => {
  const places = useQuery<typeof items.itemPlaces>('itembank.places', {})
  return (
    <Loaded of={places} book={itembankRefusals}>
      {(value) => <Page places={value.banks} />}
    </Loaded>
  )
}

export default function ItemEditor() {
  return (
    <UndertakingGate>
      <AllPlaces />
    </UndertakingGate>
  )
}
