import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import type { readUndertaking } from '../contract.ts'
import { undertaking } from '../core/undertaking.ts'
import { signedAt } from '../store/undertaking.store.ts'

export const undertakingHandler: QueryHandler<typeof readUndertaking> = async (context) => {
  const { title, version, paragraphs } = undertaking
  const at = await signedAt(context)
  return accept({ title, version, paragraphs: [...paragraphs], signedAt: at?.toISOString() ?? null })
}
