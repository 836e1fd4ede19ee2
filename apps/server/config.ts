import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Everything the server takes from its surroundings, read once at start. */
export interface Config {
  /** A demo has a clock that can be set, demo accounts and their codes on the login page. */
  readonly mode: 'demo' | 'production'
  readonly dataFolder: string
  readonly host: string
  readonly port: number
  /** Null: the embedded server under the data folder. */
  readonly databaseUrl: string | null
  readonly blobUrl: string | null
  /** What sealed packages are made with: AES, SHA-256 and Ed25519, or SM4, SM3 and SM2. */
  readonly sealSuite: 'international' | 'national'
  /** Where browsers find the server; goes into QR codes and decides whether cookies are secure. */
  readonly publicUrl: string
  /** The built portals. */
  readonly webFolder: string
  /** Other servers share the database, so their jobs must not be taken over at start. */
  readonly alone: boolean
}

/** Throws when a setting is malformed. */
export const readConfig = (env: NodeJS.ProcessEnv, mode: Config['mode']): Config => {
  const port = Number(env.PORT ?? 8700)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT 不是端口号：${env.PORT}`)
  const sealSuite = env.JIANGHENG_SEAL ?? 'international'
  if (sealSuite !== 'international' && sealSuite !== 'national')
    throw new Error(`JIANGHENG_SEAL 须为 international 或 national：${sealSuite}`)
  const host = env.HOST ?? '127.0.0.1'
  return {
    mode,
    dataFolder: path.resolve(env.JIANGHENG_DATA ?? 'data'),
    host,
    port,
    databaseUrl: env.DATABASE_URL ?? null,
    blobUrl: env.BLOB_URL ?? null,
    sealSuite,
    publicUrl: env.PUBLIC_URL ?? `http://${host}:${port}`,
    webFolder: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    alone: env.JIANGHENG_SHARED_DATABASE !== 'yes',
  }
}
