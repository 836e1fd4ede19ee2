import { useEffect, useState } from 'react'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Select } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { LoadingState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import type { Point } from './row-editor.tsx'

type Found = ReplyOf<typeof exchange.viewImport>

const grades = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))

/** Reads what the file says beside its questions, once, when the dialog opens. */
const useFindings = (itemImportId: string) => {
  const view = useCommand<typeof exchange.viewImport>('itembank.viewImport')
  const [found, setFound] = useState<Found | null>(null)
  const { run } = view
  useEffect(() => {
    void run({ itemImportId }).then((outcome) => {
      if (outcome && !outcome.refused) setFound(outcome.value)
    })
  }, [run, itemImportId])
  return { view, found }
}

const Losses = ({ itemImportId }: { readonly itemImportId: string }) => {
  const { view, found } = useFindings(itemImportId)
  if (!found) return view.pending ? <LoadingState /> : <Trouble of={view} book={itembankRefusals} />
  if (found.losses.length === 0)
    return <p>文件中的内容都能保留{found.bank && `；文件中写的题库名称是“${found.bank}”`}。</p>
  return (
    <ul className="staged-losses">
      {found.losses.map(({ what, count, examples }) => (
        <li key={what}>
          <strong>{what}</strong>：{count}处
          <ul>
            {examples.map(({ place, sample }) => (
              <li key={place + sample} className="quiet">
                {place && `${place}：`}
                {sample}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

interface MappingProps {
  readonly itemImportId: string
  readonly points: readonly Point[]
  readonly onDone: () => void
}

const Mapping = ({ itemImportId, points, onDone }: MappingProps) => {
  const { view, found } = useFindings(itemImportId)
  const map = useCommand<typeof exchange.mapImport>('itembank.mapImport')
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const [rest, setRest] = useState({ otherwise: '', difficulty: '', consistency: '' })
  if (!found) return view.pending ? <LoadingState /> : <Trouble of={view} book={itembankRefusals} />
  const choices = points.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))
  const apply = async () => {
    const outcome = await map.run({
      itemImportId,
      points: [...chosen].map(([key, pointCode]) => ({ key, pointCode })),
      ...(rest.otherwise && { otherwise: rest.otherwise }),
      ...(rest.difficulty && { difficulty: Number(rest.difficulty) }),
      ...(rest.consistency && { consistency: Number(rest.consistency) }),
    })
    if (!outcome || outcome.refused) return
    say(`已应用，现有${outcome.value.counts.good}道可以导入`)
    onDone()
  }
  return (
    <div className="stack">
      <p className="quiet">为文件中的每个知识点选择题库的鉴定点；名称或编码相同的已自动对应。</p>
      {found.knowledge.length === 0 && <p>文件没有写明知识点。</p>}
      <div className="staged-mapping">
        {found.knowledge.map(({ key, path, count, placed, pointCode }) => (
          <Select
            key={key}
            label={`${path.join(' / ')}（${count}题${placed < count ? `，${count - placed}题未对应` : ''}）`}
            value={chosen.get(key) ?? pointCode ?? ''}
            choices={choices}
            onText={(code) => code && setChosen(new Map(chosen).set(key, code))}
          />
        ))}
      </div>
      <div className="staged-fields">
        <Select
          label="没有写明知识点的题"
          blank="不指定"
          value={rest.otherwise}
          choices={choices}
          onText={(otherwise) => setRest({ ...rest, otherwise })}
        />
        <Select
          label="没有写明难度的题"
          blank="不指定"
          value={rest.difficulty}
          choices={grades}
          onText={(difficulty) => setRest({ ...rest, difficulty })}
        />
        <Select
          label="没有写明一致性的题"
          blank="不指定"
          value={rest.consistency}
          choices={grades}
          onText={(consistency) => setRest({ ...rest, consistency })}
        />
      </div>
      <Trouble of={map} book={itembankRefusals} />
      <div>
        <Button
          busy={map.pending}
          disabled={chosen.size === 0 && Object.values(rest).every((text) => text === '')}
          onClick={apply}
        >
          应用到全部试题
        </Button>
      </div>
    </div>
  )
}

export const LossesDialog = (props: {
  readonly itemImportId: string
  readonly open: boolean
  readonly onClose: () => void
}) => (
  <Dialog title="文件中不能保留的内容" open={props.open} onClose={props.onClose}>
    <Losses itemImportId={props.itemImportId} />
  </Dialog>
)

export const MappingDialog = ({ open, ...props }: MappingProps & { readonly open: boolean }) => (
  <Dialog title="知识点对应" open={open} onClose={props.onDone}>
    <Mapping {...props} />
  </Dialog>
)
