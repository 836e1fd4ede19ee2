import type { PaperOfSeat } from '#modules/delivery/core/paper.ts'
import type { FormLock, SealedFormOnSeat } from '../room.port.ts'
import { unlockForm } from './form-lock.ts'
import type { LocalCopy } from './local-copy.ts'

/** Sealed forms are fetched at a moment of each seat's own within this, so that a room of thousands does not storm. */
const spreadMilliseconds = 8_000

export interface FormKeeper {
  /** Sees to it that the form is on this machine some time soon. */
  want(lock: FormLock): void
  /** The paper under a lock whose key has come; undefined while the form cannot be had. */
  open(lock: FormLock & { readonly key: string }): Promise<PaperOfSeat | undefined>
}

/** `fetchForm` answers undefined when the room is out of reach or refuses. */
export const formKeeper = (
  copy: LocalCopy,
  fetchForm: () => Promise<SealedFormOnSeat | undefined>,
): FormKeeper => {
  let wanted: string | null = null
  let fetching: Promise<SealedFormOnSeat | undefined> | undefined

  const fetchNow = async (): Promise<SealedFormOnSeat | undefined> => {
    const form = await fetchForm()
    if (form) await copy.keepForm(form)
    return form
  }
  const fetchOnce = (): Promise<SealedFormOnSeat | undefined> => {
    fetching ??= fetchNow().finally(() => {
      fetching = undefined
    })
    return fetching
  }
  const kept = async (id: string): Promise<SealedFormOnSeat | undefined> => {
    const form = await copy.form()
    return form?.id === id ? form : undefined
  }

  return {
    want: ({ id }) => {
      if (wanted === id) return
      wanted = id
      setTimeout(async () => {
        const form = (await kept(id)) ?? (await fetchOnce())
        // Out of reach: the next sign of life asks again.
        if (!form && wanted === id) wanted = null
      }, Math.random() * spreadMilliseconds)
    },
    open: async ({ id, key }) => {
      const form = (await kept(id)) ?? (await fetchOnce())
      if (form?.id !== id) return undefined
      try {
        return unlockForm(form, key)
      } catch {
        // What this machine kept is damaged.
        const anew = await fetchOnce()
        return anew?.id === id ? unlockForm(anew, key) : undefined
      }
    },
  }
}
