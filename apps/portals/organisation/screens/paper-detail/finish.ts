import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { say } from '../../../kit/toast.tsx'

export interface FormProps {
  readonly paper: ReplyOf<typeof papers.paperDetail>
  readonly onDone: () => void
}

/** Closes the form and says so when the command was carried out; a refusal stays in the form. */
export const finish = (
  outcome: { readonly refused: boolean } | undefined,
  word: string,
  onDone: () => void,
): void => {
  if (!outcome || outcome.refused) return
  say(word)
  onDone()
}
