import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

const ownerOnly = 0o600
const ownerOnlyFolder = 0o700

/** Throws when anybody but the owner may read or write the file: a key that others can read is no key. */
export const readSecretFile = (path: string): string => {
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new Error(`${path} is open to other users; its mode must be 0600`)
  }
  return readFileSync(path, 'utf8')
}

const writeBeside = (path: string, text: string): string => {
  mkdirSync(dirname(path), { recursive: true, mode: ownerOnlyFolder })
  const beside = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(beside, text, { mode: ownerOnly, flag: 'wx', flush: true })
  chmodSync(beside, ownerOnly)
  return beside
}

/** Replaces the file in one step: a reader sees the old text or the new one, never half of it. */
export const replaceSecretFile = (path: string, text: string): void =>
  renameSync(writeBeside(path, text), path)

/**
 * Reads the file, or writes what `make` returns when there is none. Of two processes that start together one
 * creates the file and both return its text.
 */
export const readOrCreateSecretFile = (path: string, make: () => string): string => {
  try {
    return readSecretFile(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const beside = writeBeside(path, make())
  try {
    linkSync(beside, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(beside)
  }
  return readSecretFile(path)
}
