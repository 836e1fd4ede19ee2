import { sm3 } from '#platform/audit/chain.ts'
import { bundleText, type ResultBundle } from '../core/bundle.ts'

export const digest = (content: string | Uint8Array): string => sm3(content).toString('hex')

/** What a result is known by: the same journal gives the same. */
export const bundleDigest = (bundle: ResultBundle): string => digest(bundleText(bundle))
