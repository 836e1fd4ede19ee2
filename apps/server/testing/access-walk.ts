import { randomUUID } from 'node:crypto'
import { roleNames } from '#modules/party/core/role.ts'
import type { Actor } from '#platform/command/context.ts'
import { carryOut, checkInput } from '#platform/command/pipeline.ts'
import type { Entry } from '#platform/contract/registry.ts'
import type { Verdict } from '#platform/contract/verdict.ts'
import type { RunningServer } from '../main.ts'
import { inputsFor, type Target } from './access.ts'

/** What walking every command and query found; the lists are empty when access is as declared. */
export interface AccessFindings {
  readonly asked: number
  /** Of the inputs sent by roles of the audience, how many passed the check of their form. */
  readonly generated: number
  readonly wellFormed: number
  readonly malformed: string[]
  /** Somebody was told something else than LOGIN_REQUIRED or ROLE_MISSING. */
  readonly audience: string[]
  /** A foreign command left a fact in the organisation. */
  readonly written: string[]
  /** A foreign answer holds a name or masked number of the organisation's candidates. */
  readonly shown: string[]
  readonly faults: string[]
  /** Queries by which the organisation's own people saw its candidates with the same inputs: the walk's control. */
  readonly shownToInsiders: number
}

export interface AccessWalk {
  readonly server: RunningServer
  readonly target: Target
  /** Names and masked numbers of the organisation's candidates. */
  readonly markers: readonly string[]
  /** Someone in this role who has nothing to do with the organisation; null where there is nobody such. */
  readonly foreigner: (role: string) => Actor | null
  /** Someone in this role who belongs to the organisation. */
  readonly insider: (role: string) => Actor
  readonly anonymous: Actor
}

type Findings = { -readonly [K in keyof AccessFindings]: AccessFindings[K] }

interface Visit {
  readonly actor: Actor
  readonly findings: Findings
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
const codeOf = (outcome: Verdict<unknown>): string => (outcome.refused ? outcome.code : 'accepted')

const ask = (
  { server }: AccessWalk,
  entry: Entry,
  given: { actor: Actor; input: unknown; commandId: string },
) => carryOut({ database: server.connection.app, services: server.services }, { entry, ...given })

const checkOutside = async (walk: AccessWalk, entry: Entry, findings: Findings): Promise<void> => {
  const { spec } = entry
  if (spec.roles === 'anyone') return
  const outsiders = roleNames
    .filter((role) => !spec.roles.includes(role))
    .flatMap((role) => [walk.insider(role), walk.foreigner(role)])
  const expected: (readonly [Actor, string])[] = [[walk.anonymous, 'LOGIN_REQUIRED']]
  for (const actor of outsiders) if (actor) expected.push([actor, 'ROLE_MISSING'])
  const [input] = inputsFor(spec, walk.target)
  for (const [actor, code] of expected) {
    findings.asked += 1
    const said = codeOf(await ask(walk, entry, { actor, input, commandId: randomUUID() }))
    if (said !== code) findings.audience.push(`${spec.name} as ${actor.roles.join() || 'nobody'}: ${said}`)
  }
}

/** Facts that a command left in the organisation. A candidate's own are his own affair. */
const factsOf = async ({ server, target }: AccessWalk, commandId: string, actor: Actor): Promise<number> => {
  const facts = await server.connection.owner
    .selectFrom('fact')
    .select('personId')
    .where('commandId', '=', commandId)
    .where('organisationId', '=', target.organisationId)
    .execute()
  return facts.filter(({ personId }) => actor.personId === null || personId !== actor.personId).length
}

/** The same questions by the organisation's own people: without them an empty answer would prove nothing. */
const checkInsider = async (walk: AccessWalk, entry: Entry, { actor, findings }: Visit): Promise<void> => {
  if (entry.spec.kind !== 'query') return
  for (const input of inputsFor(entry.spec, walk.target)) {
    try {
      const text = JSON.stringify(await ask(walk, entry, { actor, input, commandId: randomUUID() }))
      if (walk.markers.some((each) => text.includes(each))) findings.shownToInsiders += 1
    } catch (error) {
      findings.faults.push(`${entry.spec.name} as own ${actor.roles.join()}: ${messageOf(error)}`)
    }
  }
}

const checkForeigner = async (walk: AccessWalk, entry: Entry, { actor, findings }: Visit): Promise<void> => {
  const { spec } = entry
  for (const input of inputsFor(spec, walk.target)) {
    const label = `${spec.name} as ${actor.roles.join()}`
    findings.asked += 1
    findings.generated += 1
    const trouble = checkInput({ entry, input })
    if (trouble) {
      findings.malformed.push(`${label}: ${trouble.field}`)
      continue
    }
    findings.wellFormed += 1
    const commandId = randomUUID()
    try {
      const outcome = await ask(walk, entry, { actor, input, commandId })
      const text = JSON.stringify(outcome)
      const marker = spec.kind === 'query' && walk.markers.find((each) => text.includes(each))
      if (marker) findings.shown.push(`${label}: ${marker}`)
      if (!outcome.refused && spec.kind === 'command' && (await factsOf(walk, commandId, actor)) > 0)
        findings.written.push(label)
    } catch (error) {
      findings.faults.push(`${label}: ${messageOf(error)}`)
    }
  }
}

/**
 * Every command and query × every role: nobody outside the audience is answered; within it, people of elsewhere who
 * name the organisation's real rows neither leave a fact there nor read a candidate of it.
 */
export const walkAccess = async (walk: AccessWalk): Promise<AccessFindings> => {
  const findings: Findings = {
    asked: 0,
    generated: 0,
    wellFormed: 0,
    malformed: [],
    audience: [],
    written: [],
    shown: [],
    faults: [],
    shownToInsiders: 0,
  }
  for (const entry of walk.server.entries) {
    await checkOutside(walk, entry, findings)
    const { roles } = entry.spec
    if (roles === 'anyone') continue
    for (const role of roles) {
      const actor = walk.foreigner(role)
      if (actor) await checkForeigner(walk, entry, { actor, findings })
      await checkInsider(walk, entry, { actor: walk.insider(role), findings })
    }
  }
  return findings
}
