import { useState } from 'react'
import { Link } from 'react-router'
import type { ItemDraft } from '#modules/itembank/item/core/item.rule.ts'
import type * as upkeep from '#modules/itembank/item/upkeep.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { percent } from '../../items/words.ts'

type Found = ReplyOf<typeof upkeep.similarItems>['items']

const Rows = ({ of }: { readonly of: Found }) =>
  of.length === 0 ? (
    <p>题库中没有相似的试题。</p>
  ) : (
    <ul>
      {of.map(({ itemId, code, similarity, stateName, isVisible }) => (
        <li key={itemId}>
          {isVisible ? <Link to={`/items/${itemId}`}>{code}</Link> : code} 相似度{percent(similarity)}，
          {stateName}
        </li>
      ))}
    </ul>
  )

/** Asks the bank for items that ask nearly the same as what is being written. */
export const SimilarItems = (props: {
  readonly bank: string
  readonly itemId: string | undefined
  readonly draft: ItemDraft
}) => {
  const ask = useCommand<typeof upkeep.similarItems>('itembank.similarItems')
  const [found, setFound] = useState<Found | null>(null)
  const look = async () => {
    const { bank, itemId, draft } = props
    const outcome = await ask.run({ bank, draft, ...(itemId && { itemId }) })
    setFound(outcome && !outcome.refused ? outcome.value.items : null)
  }
  return (
    <div className="stack" aria-live="polite">
      <div>
        <Button kind="plain" busy={ask.pending} disabled={props.bank === ''} onClick={look}>
          查相似题
        </Button>
      </div>
      {found && <Rows of={found} />}
      <Trouble of={ask} book={itembankRefusals} />
    </div>
  )
}
