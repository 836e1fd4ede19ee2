import { useMemo, useState } from 'react'
import type * as items from '#modules/itembank/item/contract.ts'
import { codePrefix } from '#modules/itembank/item/core/code.ts'
import { checkItem } from '#modules/itembank/item/core/item.rule.ts'
import type { EditorPicture } from '../../../../rich/editor/rich-editor.tsx'
import { useCommand } from '../../../kit/client.ts'
import { base64Of } from '../../../kit/handed-file.ts'
import { type ShownPicture, shownOf, useItemPictures } from '../../items/pictures.tsx'
import { draftFrom, type ItemForm } from './question-form.ts'

/** Pictures of an item being written: those it had, and those taken in since. */
export const useDraftPictures = (itemId: string | undefined, digests: readonly string[]) => {
  const upload = useCommand<typeof items.uploadPicture>('itembank.uploadPicture')
  const { pictures: had } = useItemPictures(itemId, itemId === undefined ? [] : digests)
  const [added, setAdded] = useState<readonly ShownPicture[]>([])
  const pictures = useMemo(
    () => new Map([...had.values(), ...added].map((picture) => [picture.digest, picture])),
    [had, added],
  )
  const onPicture = async (file: File): Promise<EditorPicture | undefined> => {
    const outcome = await upload.run({ file: await base64Of(file) })
    if (!outcome || outcome.refused) return undefined
    const picture = shownOf(outcome.value)
    setAdded((before) => [...before, picture])
    return picture
  }
  return { pictures, onPicture, upload }
}

/** A code not given yet is checked as the one that the server will give. */
const withCode = (form: ItemForm) => {
  const draft = draftFrom(form)
  return draft.code.trim() === ''
    ? { ...draft, code: `${codePrefix(draft.type, draft.pointCode)}-001` }
    : draft
}

/** What the rules of items say of a form, as it is typed. */
export const useProblems = (form: ItemForm, points: ReadonlySet<string> | undefined) =>
  useMemo(() => {
    const { problems } = checkItem(withCode(form), points)
    // Without a point there is no code either: one of the two is told.
    return form.pointCode === ''
      ? problems.filter(({ code }) => code !== 'CODE_MALFORMED' && code !== 'POINT_CODE_MISMATCH')
      : problems
  }, [form, points])
