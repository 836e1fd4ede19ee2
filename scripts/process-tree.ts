import { readdirSync, readFileSync } from 'node:fs'

/** The parent of each process that runs now, by process id; empty where the system has no `/proc`. */
const parents = (): Map<number, number> => {
  const found = new Map<number, number>()
  let names: string[] = []
  try {
    names = readdirSync('/proc')
  } catch {
    return found
  }
  for (const name of names.filter((one) => /^\d+$/.test(one))) {
    try {
      // The command stands in brackets and may hold anything, brackets and spaces too.
      const rest = readFileSync(`/proc/${name}/stat`, 'utf8').split(')').at(-1)!.trim().split(' ')
      found.set(Number(name), Number(rest[1]))
    } catch {
      // It ended meanwhile.
    }
  }
  return found
}

/** Every process below `root`, parents first. */
export const descendantsOf = (root: number): number[] => {
  const all = [...parents()]
  const below = (pid: number): number[] =>
    all.flatMap(([child, parent]) => (parent === pid ? [child, ...below(child)] : []))
  return below(root)
}

/** Ends everything below `root` with kill -9; gives how many there were. */
export const killBelow = (root: number): number => {
  const below = descendantsOf(root)
  for (const pid of below) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended meanwhile.
    }
  }
  return below.length
}
