import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { DemoAccount } from '../demo-routes.ts'

/** The demo's accounts as the seed wrote them; empty before. */
export const demoAccounts = async (file: string): Promise<readonly DemoAccount[]> =>
  existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : []

export const writeDemoAccounts = (file: string, accounts: readonly DemoAccount[]): Promise<void> =>
  writeFile(file, JSON.stringify(accounts, null, 2), { mode: 0o600 })
