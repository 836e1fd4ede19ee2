import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * One server a data folder: two would hand each other's background work out twice. A lock left by a killed process
 * is taken over. Throws when a living process holds it.
 */
export const takeFolder = (folder: string): { release(): void } => {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'server.pid')
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return { release: () => rmSync(file, { force: true }) }
    } catch {
      const holder = Number(readFileSync(file, 'utf8'))
      if (holder !== process.pid && isAlive(holder)) {
        throw new Error(`数据目录 ${folder} 正由另一个匠衡进程（${holder}）使用，请先停止它。`)
      }
      rmSync(file, { force: true })
    }
  }
}
