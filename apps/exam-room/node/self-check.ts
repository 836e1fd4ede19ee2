import { closeSync, existsSync, fdatasyncSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'

const writes = 5
const page = Buffer.alloc(4096, 1)

/** Milliseconds that the slowest of a few writes took until the disk had it, measured where the journals lie. */
export const slowestSync = (directory: string): number => {
  const file = path.join(directory, '.sync-check')
  const handle = openSync(file, 'w', 0o600)
  try {
    let slowest = 0
    for (let at = 0; at < writes; at += 1) {
      const before = process.hrtime.bigint()
      writeSync(handle, page)
      fdatasyncSync(handle)
      slowest = Math.max(slowest, Number(process.hrtime.bigint() - before) / 1e6)
    }
    return slowest
  } finally {
    closeSync(handle)
    rmSync(file, { force: true })
  }
}

export const freeBytes = async (directory: string): Promise<number> => {
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize
}

/** Families that the pages name, by their files on Windows, macOS and Linux. */
const fontFiles =
  /^(msyh\.tt[cf]|simsun\.ttc|PingFang\.ttc|NotoSansCJK.*\.(ttc|otf)|NotoSerifCJK.*\.(ttc|otf)|SourceHanSans.*\.(ttc|otf))$/i

/** Whether this machine has a face with Chinese characters for the pages. */
export const hasPageFonts = (folders: readonly string[]): boolean =>
  folders
    .filter((folder) => existsSync(folder))
    .some((folder) =>
      readdirSync(folder, { recursive: true }).some((name) => fontFiles.test(path.basename(String(name)))),
    )
