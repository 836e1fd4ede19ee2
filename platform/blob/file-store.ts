import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type BlobRef, type BlobSource, type BlobStore, checkedHash, chunksOf, verified } from './blob.ts'

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Writes the chunks to `file` and waits until they are on the disk. */
export const spool = async (source: BlobSource, file: string): Promise<BlobRef> => {
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(file, 'wx')
  try {
    for await (const chunk of chunksOf(source)) {
      hash.update(chunk)
      size += chunk.length
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { hash: hash.digest('hex'), size }
}

/** A new name in a folder survives a power cut only once the folder itself is on the disk; some systems cannot sync one. */
const syncFolder = async (folder: string) => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/**
 * Keeps blobs as files in two levels of folders, `ab/cd/abcd…`, each written under another name first: a name
 * that exists is a whole blob, also after the process or the machine was stopped in the middle.
 */
export const openFileStore = (root: string): BlobStore => {
  const unfinished = path.join(root, 'unfinished')
  const place = (hash: string) => path.join(root, checkedHash(hash).slice(0, 2), hash.slice(2, 4), hash)
  const has = async (hash: string) => {
    try {
      await access(place(hash))
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }
  const settle = async (file: string, hash: string) => {
    const target = place(hash)
    const folder = path.dirname(target)
    await mkdir(folder, { recursive: true })
    await rename(file, target)
    for (const each of [folder, path.dirname(folder), root]) await syncFolder(each)
  }
  return {
    put: async (source) => {
      await mkdir(unfinished, { recursive: true })
      const file = path.join(unfinished, randomUUID())
      try {
        const ref = await spool(source, file)
        if (!(await has(ref.hash))) await settle(file, ref.hash)
        return ref
      } finally {
        await rm(file, { force: true })
      }
    },
    get: async (hash) => {
      try {
        return verified(await readFile(place(hash)), hash)
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    has,
    remove: (hash) => rm(place(hash), { force: true }),
  }
}
