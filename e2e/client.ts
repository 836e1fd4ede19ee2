import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { DemoAccount } from '#apps/server/demo-routes.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import type { Json, Verdict } from '#platform/contract/verdict.ts'
import { oneTimeCode } from './one-time-code.ts'

type Named = { readonly name: string }

export interface FileAnswer {
  readonly organisationId: string
  readonly fileId: string
}

/** Someone logged in over HTTP, as a browser would be. */
export interface Client {
  /** Of the session, for a page that goes on as the same person; empty without login. */
  readonly cookie: string
  /** The answer as it came, refusals included. */
  ask<S extends Named>(spec: S, input: InputOf<S>): Promise<Verdict<ReplyOf<S>>>
  /** The reply; throws with the refusal's sentence when there is one. */
  done<S extends Named>(spec: S, input: InputOf<S>): Promise<ReplyOf<S>>
  upload(
    file: string | { readonly name: string; readonly bytes: Uint8Array },
    organisationId?: string,
  ): Promise<FileAnswer>
  /** Sends a file of items the way they go: sealed as it arrives. Answers its upload's id. */
  uploadItems(file: string): Promise<string>
  download(file: FileAnswer): Promise<Uint8Array>
  /** Waits for a job to end; throws when it failed. */
  finished(jobId: string): Promise<{ readonly [key: string]: Json }>
}

interface Spoken {
  readonly kind?: 'command' | 'query'
  readonly name: string
}

const parametersOf = (input: object): string =>
  new URLSearchParams(
    Object.entries(input).flatMap(([key, value]) =>
      value === undefined || value === null
        ? []
        : [value].flat().map((each): [string, string] => [key, String(each)]),
    ),
  ).toString()

const clientOf = (address: string, session: { readonly cookie: string; readonly csrf: string }): Client => {
  const headers: Record<string, string> =
    session.cookie === '' ? {} : { cookie: session.cookie, 'x-csrf': session.csrf }
  const speak = async (spec: Spoken, input: object): Promise<Verdict<never>> => {
    const url = `${address}/api/${spec.name.replace('.', '/')}`
    const response =
      spec.kind === 'query'
        ? await fetch(`${url}?${parametersOf(input)}`, { headers })
        : await fetch(url, {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
            body: JSON.stringify(input),
          })
    return (await response.json()) as Verdict<never>
  }
  const ask: Client['ask'] = (spec, input) => speak(spec as Spoken, input as object)
  const done: Client['done'] = async (spec, input) => {
    const outcome = await ask(spec, input)
    if (outcome.refused)
      throw new Error(
        `${spec.name}: ${outcome.code} ${outcome.sentence} ${JSON.stringify(outcome.details ?? outcome.field ?? '')}`,
      )
    return outcome.value
  }
  return {
    cookie: session.cookie,
    ask,
    done,
    upload: async (file, organisationId) => {
      const { name, bytes } =
        typeof file === 'string'
          ? { name: path.basename(file), bytes: new Uint8Array(readFileSync(file)) }
          : file
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(bytes)]), name)
      const query = organisationId ? `?organisationId=${organisationId}` : ''
      const response = await fetch(`${address}/api/files${query}`, { method: 'POST', headers, body: form })
      const outcome = (await response.json()) as Verdict<FileAnswer>
      if (outcome.refused) throw new Error(`upload of ${name}: ${outcome.code} ${outcome.sentence}`)
      return { organisationId: outcome.value.organisationId, fileId: outcome.value.fileId }
    },
    uploadItems: async (file) => {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(readFileSync(file))]), path.basename(file))
      const response = await fetch(`${address}/api/item-files`, { method: 'POST', headers, body: form })
      const outcome = (await response.json()) as Verdict<{ readonly itemUploadId: string }>
      if (outcome.refused) throw new Error(`upload of ${file}: ${outcome.code} ${outcome.sentence}`)
      return outcome.value.itemUploadId
    },
    download: async ({ organisationId, fileId }) => {
      const response = await fetch(`${address}/api/files/${organisationId}/${fileId}`, { headers })
      if (!response.ok) throw new Error(`download: ${response.status} ${await response.text()}`)
      return new Uint8Array(await response.arrayBuffer())
    },
    finished: async (jobId) => {
      for (;;) {
        const outcome = (await speak({ kind: 'query', name: 'job.progress' }, { jobId })) as Verdict<{
          state: string
          error: string | null
          result: { [key: string]: Json }
        }>
        if (outcome.refused) throw new Error(`job ${jobId}: ${outcome.sentence}`)
        if (outcome.value.state === 'done') return outcome.value.result
        if (outcome.value.state === 'failed') throw new Error(`job ${jobId} failed: ${outcome.value.error}`)
        await pause(100)
      }
    },
  }
}

export const anyone = (address: string): Client => clientOf(address, { cookie: '', csrf: '' })

/** Logs in with login and password, and the current one-time code where the account has one. */
export const logIn = async (
  address: string,
  account: Pick<DemoAccount, 'login' | 'password'> & { readonly totpSecret?: string | null },
): Promise<Client> => {
  const totp = account.totpSecret ? { totp: await oneTimeCode(account.totpSecret) } : {}
  const response = await fetch(`${address}/api/session/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: account.login, password: account.password, ...totp }),
  })
  const outcome = (await response.json()) as Verdict<{ csrf: string }>
  if (outcome.refused) throw new Error(`login of ${account.login}: ${outcome.code} ${outcome.sentence}`)
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return clientOf(address, { cookie, csrf: outcome.value.csrf })
}
