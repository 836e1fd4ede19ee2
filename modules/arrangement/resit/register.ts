import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { arrangeResitsHandler } from './arrange-resits.ts'
import { arrangeResits, listResit, resitGroup } from './contract.ts'
import { listResitHandler } from './list-resit.ts'
import { resitGroupHandler } from './resit-group.ts'

/** Those who sit again, from the decision to a seat in a later session. */
export const resitEntries: readonly Entry[] = [
  handles(listResit, listResitHandler),
  handles(arrangeResits, arrangeResitsHandler),
  answers(resitGroup, resitGroupHandler),
]
