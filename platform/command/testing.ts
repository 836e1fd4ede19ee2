import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openFileStore } from '../blob/file-store.ts'
import { type SettableClock, settableClock } from '../clock/clock.ts'
import { day, instantOf } from '../clock/day.ts'
import type { InputOf, Outcome, ReplyOf } from '../contract/contract.ts'
import { type Entry, registry } from '../contract/registry.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { systemFontFolders } from '../document/fonts.ts'
import { openDocumentPress } from '../document/press.ts'
import { silentLogger } from '../log/log.ts'
import { openKeyring } from '../pii/keyring.ts'
import { openExchangeKey } from '../seal/exchange-key.ts'
import { openSigner, type Signer } from '../seal/signer.ts'
import type { Actor } from './context.ts'
import { carryOut } from './pipeline.ts'
import type { Services } from './services.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** A database, services on a settable clock, and the commands under test. */
export interface World {
  readonly database: TestDatabase
  readonly services: Services
  readonly clock: SettableClock
  /** `by`: the actor, or the actor with the command id of an earlier try. */
  run<S extends { readonly name: string }>(
    spec: S,
    input: InputOf<S>,
    by: Actor | { readonly actor: Actor; readonly commandId: string },
  ): Promise<Outcome<S>>
  /** Runs and gives the reply; throws with the refusal when there is one. */
  done<S extends { readonly name: string }>(spec: S, input: InputOf<S>, actor: Actor): Promise<ReplyOf<S>>
  /** Inserts an organisation as the owner and returns its id. */
  organisation(values?: {
    readonly name?: string
    readonly cityCode?: string
    readonly kind?: string
  }): Promise<string>
  /** Someone of that organisation; a centre's people reach the listed organisations, or all. */
  actor(role: string, organisationId: string, values?: Partial<Actor>): Actor
  /** Sets the business clock to a time of a day in China. */
  at(on: string, time?: string): void
  close(): Promise<void>
}

const services = (clock: SettableClock, folder: string, signer: Signer): Services => ({
  clock,
  log: silentLogger,
  keyring: openKeyring(path.join(folder, 'data-keys.json')),
  blobs: openFileStore(path.join(folder, 'blobs')),
  press: openDocumentPress({ root, fontDirs: [path.join(root, 'data', 'fonts'), ...systemFontFolders] }),
  signer,
  sealing: { suite: 'aes-256-gcm', digest: 'sha256', signer, verifiers: [signer] },
  exchange: openExchangeKey(path.join(folder, 'exchange-key.json')),
  publicUrl: 'https://jiangheng.example',
})

export const openWorld = async (options: {
  readonly entries: readonly Entry[]
  readonly at?: string
}): Promise<World> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiangheng-world-'))
  const database = await openTestDatabase()
  const clock = settableClock()
  const made = services(clock, folder, openSigner(path.join(folder, 'issuer-key.json')))
  const roles = [
    ...new Set(options.entries.flatMap(({ spec }) => (spec.roles === 'anyone' ? [] : spec.roles))),
  ]
  const byName = registry(options.entries, roles)
  const at = (on: string, time = '09:00') => clock.set(instantOf(day(on), time))
  at(options.at ?? '2026-11-20')

  const run: World['run'] = async (spec, input, by) => {
    const { actor, commandId } = 'commandId' in by ? by : { actor: by, commandId: randomUUID() }
    const entry = byName.get(spec.name)
    if (!entry) throw new Error(`${spec.name} is not in this world`)
    const pipeline = { database: database.connection.app, services: made }
    return (await carryOut(pipeline, { entry, actor, input, commandId })) as never
  }
  return {
    database,
    services: made,
    clock,
    run,
    done: async (spec, input, actor) => {
      const outcome = await run(spec, input, actor)
      if (outcome.refused) throw new Error(`${spec.name}: ${outcome.code} ${outcome.sentence}`)
      return outcome.value
    },
    organisation: async (values = {}) => {
      const id = randomUUID()
      await database.connection.owner
        .insertInto('organisation')
        .values({
          organisationId: id,
          id,
          version: 1,
          kind: values.kind ?? 'evaluation',
          name: values.name ?? `机构${id.slice(0, 8)}`,
          typeName: '社会培训评价组织',
          cityCode: values.cityCode ?? '3799',
          cityName: '澜川市',
          contactPerson: '联系人甲',
          contactPhone: '0530-0000001',
          headName: '负责人甲',
          headPhone: '13800000001',
        })
        .execute()
      return id
    },
    actor: (role, organisationId, values = {}) => ({
      accountId: randomUUID(),
      personId: null,
      name: `${role}甲`,
      roles: [role],
      organisationId,
      cityCode: '3799',
      reach: role === 'province' || role === 'city' ? 'all' : role === 'candidate' ? [] : [organisationId],
      ...values,
    }),
    at,
    close: async () => {
      await made.press.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
