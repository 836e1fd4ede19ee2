import { useState } from 'react'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import { type Part, partNames, parts } from '#modules/itembank/knowledge/core/tree.machine.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Select } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { say } from '../../../kit/toast.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { Differences } from './tree-differences.tsx'
import { TreeView } from './tree-view.tsx'
import { editionWord, type TreeReply } from './tree-words.ts'
import './tree.css'

type Bank = ReplyOf<typeof knowledge.bankDetail>
/** Has the workbook made and gives it to the browser to keep. */
const ExportButton = ({ treeId }: { readonly treeId: string }) => {
  const make = useCommand<typeof knowledge.exportTree>('itembank.exportTree')
  const save = async () => {
    const outcome = await make.run({ treeId })
    if (!outcome || outcome.refused) return
    const link = document.createElement('a')
    link.href = fileAddress(outcome.value)
    link.download = outcome.value.name
    link.click()
  }
  return (
    <>
      <Button kind="plain" busy={make.pending} onClick={save}>
        导出工作簿
      </Button>
      <Trouble of={make} book={itembankRefusals} />
    </>
  )
}

const NextButtons = (props: { readonly bank: Bank; readonly part: Part; readonly tree: TreeReply }) => {
  const { bank, part, tree } = props
  const draft = useCommand<typeof knowledge.draftTree>('itembank.draftTree')
  const begin = async () => {
    const outcome = await draft.run({ bankId: bank.bankId, part })
    if (outcome && !outcome.refused) say(`第${outcome.value.edition}版草稿已建立`)
  }
  return (
    <>
      {tree.availableActions.includes('itembank.draftTree') && (
        <Button kind="plain" busy={draft.pending} onClick={begin}>
          {tree.shown ? '编制新版' : '在屏幕上编制'}
        </Button>
      )}
      {tree.availableActions.includes('itembank.importTree') && (
        <ButtonLink kind="plain" to={`/banks/import?${new URLSearchParams({ bank: bank.name })}`}>
          导入工作簿
        </ButtonLink>
      )}
      <Trouble of={draft} book={itembankRefusals} />
    </>
  )
}

const Shown = (props: {
  readonly bank: Bank
  readonly part: Part
  readonly tree: TreeReply
  readonly onEdition: (edition: number) => void
}) => {
  const { bank, part, tree, onEdition } = props
  const { shown, editions } = tree
  const [comparing, setComparing] = useState(false)
  if (!shown) {
    return (
      <EmptyState title={`还没有${partNames[part]}细目表`}>
        <p className="quiet">
          {part === 'theory' ? '试题须对应细目表中的鉴定点；请先导入或编制。' : '操作技能部分可按需编制。'}
        </p>
        <div className="row">
          <NextButtons {...props} />
        </div>
      </EmptyState>
    )
  }
  return (
    <div className="stack">
      <div className="tree-tools">
        <Select
          label="版次"
          value={String(shown.edition)}
          onText={(edition) => edition && onEdition(Number(edition))}
          choices={editions.map((one) => ({ value: String(one.edition), label: editionWord(one) }))}
        />
        <div className="row">
          <NextButtons bank={bank} part={part} tree={tree} />
          <ExportButton treeId={shown.treeId} />
          {editions.length > 1 && (
            <Button kind="plain" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
              比较版次
            </Button>
          )}
        </div>
      </div>
      {comparing && <Differences bankId={bank.bankId} part={part} editions={editions} />}
      <TreeView key={`${shown.treeId} ${shown.state}`} shown={shown} tree={tree} />
    </div>
  )
}

/** The knowledge trees of a bank: part, edition, and the tree itself to look at or to edit. */
export const Trees = ({ bank }: { readonly bank: Bank }) => {
  const [part, setPart] = useState<Part>('theory')
  const [edition, setEdition] = useState<number | null>(null)
  const input = { bankId: bank.bankId, part, ...(edition === null ? {} : { edition }) }
  const tree = useQuery<typeof knowledge.treeDetail>('itembank.tree', input)
  const choose = (one: Part) => {
    setPart(one)
    setEdition(null)
  }
  return (
    <section className="panel stack">
      <fieldset className="row bank-switch">
        <legend className="unseen">考核部分</legend>
        {parts.map((one) => (
          <Button
            key={one}
            kind={part === one ? 'main' : 'plain'}
            aria-pressed={part === one}
            onClick={() => choose(one)}
          >
            {partNames[one]}
          </Button>
        ))}
      </fieldset>
      <Loaded of={tree} book={itembankRefusals}>
        {(value) => <Shown bank={bank} part={part} tree={value} onEdition={setEdition} />}
      </Loaded>
    </section>
  )
}
