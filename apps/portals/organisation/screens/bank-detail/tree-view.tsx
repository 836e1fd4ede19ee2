import { useEffect, useState } from 'react'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { KnowledgeTree } from '#modules/itembank/knowledge/core/tree.ts'
import { itemsUnder, remove } from '#modules/itembank/knowledge/core/tree-edit.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Confirm } from '../../../kit/dialog.tsx'
import { Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { AbandonDialog } from '../abandon-dialog.tsx'
import { RangeNav } from './range-nav.tsx'
import { RangeTable } from './range-table.tsx'
import { Findings } from './tree-findings.tsx'
import type { TreeReply } from './tree-words.ts'

type Shown = NonNullable<TreeReply['shown']>

interface Draft {
  readonly tree: KnowledgeTree
  readonly standardVersion: string
  readonly note: string
}

const draftOf = ({ ranges, points, standardVersion, note }: Shown): Draft => ({
  ...{ tree: { ranges, points }, standardVersion, note },
})

/**
 * The draft as edited, with the way back step by step, and the version it is based on. What the server has newer is
 * taken over only while nothing is edited here: own saving comes back that way too.
 */
const useDraft = (shown: Shown) => {
  const [steps, setSteps] = useState<readonly Draft[]>([draftOf(shown)])
  const [version, setVersion] = useState(shown.version)
  const changed = steps.length > 1
  if (shown.version > version && !changed) {
    setVersion(shown.version)
    setSteps([draftOf(shown)])
  }
  return {
    ...{ draft: steps.at(-1)!, changed, version },
    set: (change: Partial<Draft>) =>
      setSteps((before) => [...before.slice(-200), { ...before.at(-1)!, ...change }]),
    undo: () => setSteps((before) => (before.length > 1 ? before.slice(0, -1) : before)),
    saved: (as: number) => {
      setVersion(as)
      setSteps((before) => before.slice(-1))
    },
  }
}

/** Asks before the page is left with edits that are not saved. */
const useLeaveWarning = (changed: boolean) => {
  useEffect(() => {
    if (!changed) return
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', hold)
    return () => window.removeEventListener('beforeunload', hold)
  }, [changed])
}

type Editing = ReturnType<typeof useDraft>

const Words = (props: { readonly draft: Draft; readonly set: (change: Partial<Draft>) => void }) => (
  <div className="tree-words">
    <Input
      label="标准版本"
      value={props.draft.standardVersion}
      onText={(standardVersion) => props.set({ standardVersion })}
      hint="如 2018年版"
      maxLength={200}
    />
    <Input label="修订说明" value={props.draft.note} onText={(note) => props.set({ note })} maxLength={200} />
  </div>
)

/** Saving, putting in force and giving up a draft; what is not saved yet is saved before it is put in force. */
const Steps = (props: { readonly shown: Shown; readonly editing: Editing; readonly sound: boolean }) => {
  const { shown, sound } = props
  const { draft, changed, version, saved, undo } = props.editing
  const save = useCommand<typeof knowledge.saveTree>('itembank.saveTree')
  const enforce = useCommand<typeof knowledge.enforceTree>('itembank.enforceTree')
  const discard = useCommand<typeof knowledge.discardTree>('itembank.discardTree')
  const [giving, setGiving] = useState(false)
  const { treeId } = shown
  const may = (action: string) => shown.availableActions.includes(action)
  const saveNow = async (): Promise<number | undefined> => {
    if (!changed) return version
    const { ranges, points } = draft.tree
    const { standardVersion, note } = draft
    const input = { treeId, version, standardVersion, note, ranges: [...ranges], points: [...points] }
    const outcome = await save.run(input)
    if (!outcome || outcome.refused) return undefined
    saved(outcome.value.version)
    return outcome.value.version
  }
  const keep = async () => {
    if ((await saveNow()) !== undefined) say('草稿已保存')
  }
  const putInForce = async (abandon: readonly string[] = []) => {
    const at = await saveNow()
    if (at === undefined) return
    const outcome = await enforce.run({ treeId, version: at, abandon: [...abandon] })
    if (outcome && !outcome.refused) say(`第${outcome.value.edition}版细目表已施行`)
  }
  const giveUp = async () => {
    setGiving(false)
    const outcome = await discard.run({ treeId, version })
    if (outcome && !outcome.refused) say('草稿已放弃')
  }
  return (
    <>
      <div className="row tree-steps">
        {may('itembank.saveTree') && (
          <Button busy={save.pending} disabled={!changed} onClick={keep}>
            保存草稿
          </Button>
        )}
        <Button kind="plain" disabled={!changed} onClick={undo}>
          撤销一步
        </Button>
        {may('itembank.enforceTree') && (
          <Button kind="plain" busy={enforce.pending} disabled={!sound} onClick={() => putInForce()}>
            {changed ? '保存并施行' : '施行'}
          </Button>
        )}
        {may('itembank.discardTree') && (
          <Button kind="danger" busy={discard.pending} onClick={() => setGiving(true)}>
            放弃草稿
          </Button>
        )}
        {!sound && <span className="quiet">改正所列错误后才能施行；草稿随时可以保存。</span>}
      </div>
      <Trouble of={save} book={itembankRefusals} />
      <Trouble of={enforce} book={itembankRefusals} />
      <Trouble of={discard} book={itembankRefusals} />
      <AbandonDialog refusal={enforce.refusal} onAbandon={putInForce} onClose={enforce.clear} />
      <Confirm
        title="放弃草稿"
        open={giving}
        onClose={() => setGiving(false)}
        verb="放弃草稿"
        onConfirm={giveUp}
      >
        <p>第{shown.edition}版草稿不再编制；施行中的一版不受影响。</p>
      </Confirm>
    </>
  )
}

interface Removal {
  readonly code: string
  readonly items: number
}

/** Tree at the left, what lies directly below the chosen range at the right; the rules run with every change. */
export const TreeView = ({ shown, tree }: { readonly shown: Shown; readonly tree: TreeReply }) => {
  const editing = useDraft(shown)
  const { draft, set } = editing
  useLeaveWarning(editing.changed)
  const [chosen, setChosen] = useState('')
  const [removal, setRemoval] = useState<Removal | null>(null)
  const [sound, setSound] = useState(false)
  const editable = shown.availableActions.includes('itembank.saveTree')
  const counts = new Map(tree.items.map(({ code, count }) => [code, count]))
  // What was chosen may have been removed or undone.
  const range = chosen === '' || draft.tree.ranges.some(({ code }) => code === chosen) ? chosen : ''
  const take = (code: string) => {
    set({ tree: remove(draft.tree, code) })
    setRemoval(null)
  }
  const askToTake = (code: string) => {
    const items = itemsUnder(code, counts)
    if (items > 0) setRemoval({ code, items })
    else take(code)
  }
  return (
    <div className="stack">
      {editable && <Words draft={draft} set={set} />}
      {!editable && shown.note && <p className="quiet">修订说明：{shown.note}</p>}
      <Findings tree={draft.tree} advice={tree.advice} onGo={setChosen} onSound={setSound} />
      {editable && <Steps shown={shown} editing={editing} sound={sound} />}
      <div className="tree-view">
        <RangeNav tree={draft.tree} chosen={range} onChoose={setChosen} />
        <RangeTable
          tree={draft.tree}
          range={range}
          counts={counts}
          onChoose={setChosen}
          {...(editable && { onTree: (next: KnowledgeTree) => set({ tree: next }), onRemove: askToTake })}
        />
      </div>
      <Confirm
        title="仍有试题对应"
        open={removal !== null}
        onClose={() => setRemoval(null)}
        verb="仍要移除"
        onConfirm={() => removal && take(removal.code)}
      >
        <p>
          {removal?.code}对应{removal?.items}道试题。移除后这些试题不再有鉴定点，施行时还须逐点确认。
        </p>
      </Confirm>
    </div>
  )
}
