import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { replaceSecretFile } from '#platform/crypto/secret-file.ts'
import type { followCentre } from './follow-centre.ts'

/** Where the centre is, from the command line or from a joining, and the following of it. */
export interface CentreContact {
  url(): string | null
  /** Follows the centre at this address from now on, also after the next start. */
  connect(url: string): void
  turn(): Promise<void>
  stop(): Promise<void>
}

export const openCentreContact = (
  folder: string,
  given: string | null,
  follow: (url: string) => ReturnType<typeof followCentre>,
): CentreContact => {
  const file = path.join(folder, 'centre-address.json')
  const kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly url: string }).url
    : null
  let url = given ?? kept
  let following = url === null ? undefined : follow(url)
  return {
    url: () => url,
    connect: (to) => {
      replaceSecretFile(file, JSON.stringify({ url: to }))
      const before = following
      url = to
      void before?.stop()
      following = follow(to)
    },
    turn: async () => following?.turn(),
    stop: async () => following?.stop(),
  }
}
