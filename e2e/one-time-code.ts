import { setTimeout as wait } from 'node:timers/promises'
import { TOTP } from 'otpauth'

const period = 30_000
const lastStep = new Map<string, number>()

/** A code that was not used before: the server takes none twice, and takes the next one half a minute early. */
export const oneTimeCode = async (secret: string): Promise<string> => {
  const step = Math.max(Math.floor(Date.now() / period), (lastStep.get(secret) ?? 0) + 1)
  lastStep.set(secret, step)
  const early = (step - 1) * period - Date.now()
  if (early > 0) await wait(early)
  return new TOTP({ secret }).generate({ timestamp: step * period })
}
