interface Waiting<K, V> {
  readonly key: K
  readonly resolve: (value: V) => void
  readonly reject: (error: unknown) => void
}

/**
 * Answers look-ups together: those that come in during one turn of the loop, or while `atOnce` reads are still under
 * way, share the next read, so the busier it is the fewer reads it makes. `load` gets the keys in order and returns an
 * answer for each. A failed read fails every look-up in it and no other.
 */
export const gather = <K, V>(load: (keys: readonly K[]) => Promise<readonly V[]>, atOnce = 2) => {
  let waiting: Waiting<K, V>[] = []
  let reading = 0
  const read = async () => {
    const batch = waiting
    waiting = []
    reading += 1
    try {
      const values = await load(batch.map(({ key }) => key))
      batch.forEach(({ resolve }, at) => {
        resolve(values[at]!)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      reading -= 1
      next()
    }
  }
  const next = () => {
    if (waiting.length > 0 && reading < atOnce) void read()
  }
  return (key: K): Promise<V> =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (waiting.length === 1) setImmediate(next)
    })
}
