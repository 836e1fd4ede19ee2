import type { Refusal } from '#platform/contract/verdict.ts'
import { Confirm } from '../../kit/dialog.tsx'

interface Lost {
  readonly code: string
  readonly name: string
  readonly items: number
}

const lostOf = (refusal: Refusal | null): readonly Lost[] =>
  refusal?.code === 'POINTS_IN_USE' ? ((refusal.details?.points ?? []) as unknown as readonly Lost[]) : []

/** After the refusal that items stand on removed points: says which and how many, and asks whether they are to go. */
export const AbandonDialog = (props: {
  readonly refusal: Refusal | null
  readonly onAbandon: (codes: readonly string[]) => void
  readonly onClose: () => void
}) => {
  const lost = lostOf(props.refusal)
  return (
    <Confirm
      title="仍有试题对应被移除的鉴定点"
      open={lost.length > 0}
      onClose={props.onClose}
      verb={`确认移除${lost.length}个鉴定点`}
      onConfirm={() => props.onAbandon(lost.map(({ code }) => code))}
    >
      <p>移除后，这些试题不再对应细目表中的鉴定点，须改挂或停用：</p>
      <ul>
        {lost.map(({ code, name, items }) => (
          <li key={code}>
            {code} {name}：{items}道试题
          </li>
        ))}
      </ul>
    </Confirm>
  )
}
