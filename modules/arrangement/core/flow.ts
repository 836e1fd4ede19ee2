/** An edge of a transport network; `capacity` counts people. */
interface Edge {
  readonly to: number
  readonly back: number
  capacity: number
}

export interface Network {
  /** Adds a way for at most `capacity` people and returns its handle. */
  connect(from: number, to: number, capacity: number): { readonly used: () => number }
  /** Sends as many people as possible from source to sink and returns how many arrive (Dinic's algorithm). */
  maximum(source: number, sink: number): number
}

const levelsFrom = (edges: readonly Edge[][], source: number): number[] => {
  const level = edges.map(() => -1)
  level[source] = 0
  const queue = [source]
  for (const node of queue) {
    for (const { to, capacity } of edges[node]!) {
      if (capacity <= 0 || level[to] !== -1) continue
      level[to] = level[node]! + 1
      queue.push(to)
    }
  }
  return level
}

interface Walk {
  readonly sink: number
  readonly level: readonly number[]
  /** The first edge of each node not yet tried. */
  readonly next: number[]
}

/** A network of `size` nodes without ways. */
export const network = (size: number): Network => {
  const edges: Edge[][] = Array.from({ length: size }, () => [])
  const push = (at: number, amount: number, walk: Walk): number => {
    if (at === walk.sink) return amount
    for (; walk.next[at]! < edges[at]!.length; walk.next[at]! += 1) {
      const edge = edges[at]![walk.next[at]!]!
      if (edge.capacity <= 0 || walk.level[edge.to] !== walk.level[at]! + 1) continue
      const sent = push(edge.to, Math.min(amount, edge.capacity), walk)
      if (sent === 0) continue
      edge.capacity -= sent
      edges[edge.to]![edge.back]!.capacity += sent
      return sent
    }
    return 0
  }
  return {
    connect: (from, to, capacity) => {
      const forward: Edge = { to, back: edges[to]!.length, capacity }
      edges[from]!.push(forward)
      edges[to]!.push({ to: from, back: edges[from]!.length - 1, capacity: 0 })
      return { used: () => capacity - forward.capacity }
    },
    maximum: (source, sink) => {
      let total = 0
      for (let level = levelsFrom(edges, source); level[sink] !== -1; level = levelsFrom(edges, source)) {
        const next = edges.map(() => 0)
        for (let sent = -1; sent !== 0; total += sent)
          sent = push(source, Number.MAX_SAFE_INTEGER, { sink, level, next })
      }
      return total
    },
  }
}
