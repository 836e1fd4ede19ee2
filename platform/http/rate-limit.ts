import { isIPv6 } from 'node:net'
import { LRUCache } from 'lru-cache'

export interface Bucket {
  /** Takes one token for the address; false when it has none left. `at` in milliseconds. */
  take(address: string, at: number): boolean
}

/** One household or office holds a whole IPv6 /64, so it shares a bucket. */
const holderOf = (address: string): string =>
  isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address

/**
 * A token bucket for each address: `burst` tokens, refilled by `perMinute`. The least recently seen addresses are
 * forgotten beyond `addresses`; a forgotten one begins with a full bucket.
 */
export const tokenBuckets = (
  { burst, perMinute }: { readonly burst: number; readonly perMinute: number },
  addresses = 50_000,
): Bucket => {
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: addresses })
  const perMillisecond = perMinute / 60_000
  return {
    take: (address, at) => {
      const key = holderOf(address)
      const bucket = buckets.get(key) ?? { tokens: burst, at }
      const tokens = Math.min(burst, bucket.tokens + Math.max(0, at - bucket.at) * perMillisecond)
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      return tokens >= 1
    },
  }
}
