import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

/** `major.minor.patch`: what a sealed package is compared with. */
export const serverVersion = version
