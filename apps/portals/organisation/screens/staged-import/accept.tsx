import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import type { Detail } from './detail.ts'

type Acceptance = InputOf<typeof exchange.acceptImportRows>['as']

const verbs: { readonly [A in Acceptance]: string } = { near: '仍要导入', edition: '作为新版本' }

interface RowProps {
  readonly itemImportId: string
  readonly ordinal: number
  readonly as: Acceptance
  readonly accepted: boolean
  readonly onDone: () => Promise<void>
}

/** The person's word on one question, or taking it back. */
export const AcceptRow = ({ itemImportId, ordinal, as, accepted, onDone }: RowProps) => {
  const accept = useCommand<typeof exchange.acceptImportRows>('itembank.acceptImportRows')
  const run = async () => {
    const outcome = await accept.run({ itemImportId, as, ordinals: [ordinal], accepted: !accepted })
    if (outcome && !outcome.refused) await onDone()
  }
  return (
    <>
      <Button kind="plain" busy={accept.pending} onClick={run}>
        {accepted ? `取消“${verbs[as]}”` : verbs[as]}
      </Button>
      <Trouble of={accept} book={itembankRefusals} />
    </>
  )
}

/** The person's word on all questions of a kind at once. */
export const AcceptAll = ({ of }: { readonly of: Detail }) => {
  const accept = useCommand<typeof exchange.acceptImportRows>('itembank.acceptImportRows')
  if (!of.availableActions.includes('itembank.acceptImportRows')) return null
  const counts = {
    near: of.counts?.near ?? 0,
    edition: of.problemKinds.find(({ code }) => code === 'CODE_TAKEN')?.count ?? 0,
  }
  const run = async (as: Acceptance) => {
    const outcome = await accept.run({ itemImportId: of.itemImportId, as, accepted: true })
    if (outcome && !outcome.refused) say(`已确认${outcome.value.rows}道题${verbs[as]}`)
  }
  return (
    <>
      {counts.near > 0 && (
        <Button kind="plain" busy={accept.pending} onClick={() => run('near')}>
          {counts.near}道相近的题全部仍要导入
        </Button>
      )}
      {counts.edition > 0 && (
        <Button kind="plain" busy={accept.pending} onClick={() => run('edition')}>
          {counts.edition}道改动的题全部作为新版本
        </Button>
      )}
      <Trouble of={accept} book={itembankRefusals} />
    </>
  )
}
