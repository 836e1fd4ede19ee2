import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { signUndertaking } from '../contract.ts'
import { undertaking } from '../core/undertaking.ts'
import { insertSignature, signedAt } from '../store/undertaking.store.ts'

/** SDS-4.2-07: signs the text that was shown; signing again changes nothing. */
export const signUndertakingHandler: CommandHandler<typeof signUndertaking> = async (
  context,
  { version },
) => {
  if (version !== undertaking.version) {
    return refuse('UNDERTAKING_OUTDATED', {
      sentence: '保密承诺书已有新版本。',
      remedy: '请重新阅读后签署。',
      clauses: ['SDS-4.2-07'],
    })
  }
  const before = await signedAt(context)
  if (before) return accept({ signedAt: before.toISOString() })
  const row = await insertSignature(context)
  context.record({
    type: 'undertaking-signed',
    table: 'confidentiality',
    row,
    data: { textVersion: version },
    clauses: ['SDS-4.2-07'],
  })
  return accept({ signedAt: context.now.toISOString() })
}
