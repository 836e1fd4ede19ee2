/**
 * Gathers look-ups that come in while the process is busy with one turn of its loop and answers them with one read.
 * `load` gets the keys in order and returns an answer for each. A failed read fails every look-up in it.
 */
export const gather = <K, V>(load: (keys: readonly K[]) => Promise<readonly V[]>, most = 64) => {
  let waiting: { key: K; resolve: (value: V) => void; reject: (error: unknown) => void }[] = []
  const flush = async () => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      const values = await load(batch.map(({ key }) => key))
      batch.forEach(({ resolve }, at) => {
        resolve(values[at]!)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
  return (key: K): Promise<V> =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (waiting.length === 1) setImmediate(flush)
      else if (waiting.length >= most) void flush()
    })
}
