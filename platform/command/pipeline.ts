import { type Kysely, sql, type Transaction } from 'kysely'
import { Compile } from 'typebox/compile'
import { v7 as uuid } from 'uuid'
import type { Database } from '#db/schema/database.ts'
import { canonicalJson } from '../audit/chain.ts'
import { recordTrail } from '../audit/record.ts'
import { dayOf } from '../clock/day.ts'
import type { GeneralRefusal } from '../contract/contract.ts'
import type { Entry } from '../contract/registry.ts'
import { accept, type Json, type Refusal, refuse, type Verdict } from '../contract/verdict.ts'
import type { Actor, BulkFact, CommandContext, NewJob, QueryContext } from './context.ts'
import type { Services } from './services.ts'

export interface Pipeline {
  readonly database: Kysely<Database>
  readonly services: Services
}

export interface Request {
  readonly entry: Entry
  readonly actor: Actor
  readonly input: unknown
  /** Chosen by the caller once for each intention; the same id again returns the first answer. */
  readonly commandId?: string
}

/** Thrown by stores when the row has changed since it was read; the pipeline turns it into a refusal. */
export class StaleRow extends Error {}

/** Thrown by stores when the actor reaches no such row; the pipeline turns it into a refusal. */
export class MissingRow extends Error {}

class RolledBack extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

const general = (code: GeneralRefusal, words: Pick<Refusal, 'sentence' | 'remedy' | 'field'>): Refusal =>
  refuse(code, { ...words, clauses: [] })

const notFound = general('NOT_FOUND', {
  sentence: '没有找到该记录，或您无权查看。',
  remedy: '请返回列表重新选择。',
})

/** Whether all that is wrong with a field is that it is no id. */
const isForeignId = (error: { readonly keyword: string; readonly params: object }): boolean =>
  error.keyword === 'format' && 'format' in error.params && error.params.format === 'uuid'

const validators = new WeakMap<object, ReturnType<typeof Compile>>()
const validatorOf = (entry: Entry) => {
  const known = validators.get(entry.spec.input)
  if (known) return known
  const made = Compile(entry.spec.input)
  validators.set(entry.spec.input, made)
  return made
}

const checkAudience = ({ entry, actor }: Request): Refusal | undefined => {
  const { roles, title } = entry.spec
  if (roles === 'anyone' || roles.some((role) => actor.roles.includes(role))) return undefined
  if (actor.accountId === null)
    return general('LOGIN_REQUIRED', { sentence: '请先登录。', remedy: '登录后重试。' })
  return general('ROLE_MISSING', {
    sentence: `您的角色不能办理“${title}”。`,
    remedy: '请由有此职责的人员办理，或请本单位管理员调整角色。',
  })
}

/** The refusal for an input that does not fit the specification. */
export const checkInput = ({ entry, input }: Pick<Request, 'entry' | 'input'>): Refusal | undefined => {
  const validator = validatorOf(entry)
  if (validator.Check(input)) return undefined
  const errors = [...validator.Errors(input)]
  // An id in an address that is none (cut off when copied, typed) names a record that does not exist.
  if (entry.spec.kind === 'query' && errors.every(isForeignId)) return notFound
  const first = errors[0]
  const field = first?.instancePath.replaceAll('/', '.').replace(/^\./, '') ?? ''
  return general('INPUT_INVALID', {
    // The field's name is for the form beside which the sentence stands; people do not read it.
    sentence: '填写内容不符合要求。',
    remedy: '请按提示改正后重新提交。',
    field,
  })
}

/** Tells the database who asks; row-level security reads it. */
const assumeActor = (tx: Transaction<Database>, actor: Actor) =>
  sql`SELECT set_config('app.reach', ${actor.reach === 'all' ? 'all' : actor.reach.join(',')}, true),
             set_config('app.person', ${actor.personId ?? ''}, true)`.execute(tx)

const asRefusal = (error: unknown): Refusal => {
  if (error instanceof RolledBack) return error.refusal
  if (error instanceof StaleRow) {
    return general('VERSION_CONFLICT', {
      sentence: '这条记录刚刚被他人改动。',
      remedy: '请刷新页面，核对最新内容后再办理。',
    })
  }
  if (error instanceof MissingRow) return notFound
  throw error
}

const claimCommand = async (tx: Transaction<Database>, request: Request, context: CommandContext) => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('commandLog')
    .values({
      commandId: context.commandId,
      name: request.entry.spec.name,
      accountId: request.actor.accountId,
      at: context.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) return undefined
  const earlier = await tx
    .selectFrom('commandLog')
    .select(['name', 'accountId', 'reply'])
    .where('commandId', '=', context.commandId)
    .executeTakeFirstOrThrow()
  const same = earlier.name === request.entry.spec.name && earlier.accountId === request.actor.accountId
  if (!same) return general('NOT_FOUND', { sentence: '该操作编号已被使用。', remedy: '请刷新页面后重试。' })
  return hasSecretReply(request)
    ? general('NOT_FOUND', { sentence: '此项已办理，其结果保密，只显示一次。', remedy: '请重新办理。' })
    : accept(earlier.reply)
}

const hasSecretReply = ({ entry: { spec } }: Request): boolean =>
  spec.kind === 'command' && spec.secretReply === true

const startJob = async (tx: Transaction<Database>, context: QueryContext, job: NewJob): Promise<string> => {
  const id = uuid()
  const { kind, title, organisationId, total } = job
  await tx
    .insertInto('job')
    .values({
      organisationId,
      id,
      kind,
      title,
      total,
      state: 'queued',
      payload: JSON.stringify(job.payload),
      accountId: context.actor.accountId,
      createdAt: context.services.clock.wall(),
    })
    .execute()
  await sql`SELECT enqueue_job(${kind}, ${id}::uuid, ${organisationId}::uuid)`.execute(tx)
  return id
}

const commandContext = (base: QueryContext, commandId: string, facts: BulkFact[]): CommandContext => ({
  ...base,
  commandId,
  record: ({ row, ...fact }) => {
    facts.push({ ...fact, organisationId: row.organisationId, ids: [row.id] })
  },
  recordAll: (fact) => {
    facts.push(fact)
  },
  publish: async (topic, payload) => {
    await base.tx
      .insertInto('outbox')
      .values({ topic, payload: JSON.stringify(payload), at: base.now })
      .execute()
  },
  startJob: (job) => startJob(base.tx, base, job),
})

const commandInTransaction = async (request: Request, base: QueryContext): Promise<Verdict<unknown>> => {
  const { entry, actor, input } = request
  const facts: BulkFact[] = []
  const context = commandContext(base, request.commandId ?? uuid(), facts)
  const repeated = await claimCommand(base.tx, request, context)
  if (repeated) return repeated
  const outcome = await entry.handle(context as never, input as never)
  if (outcome.refused) throw new RolledBack(outcome)
  await recordTrail(base.tx, {
    commandId: context.commandId,
    name: entry.spec.name,
    actor,
    now: base.now,
    // Keyed: an unkeyed digest would let whoever reads the trail try out numbers and passwords.
    inputDigest: base.services.keyring.blindIndex(canonicalJson(input), 'command.input'),
    facts,
  })
  await base.tx
    .updateTable('commandLog')
    .set({ reply: JSON.stringify(hasSecretReply(request) ? null : (outcome.value ?? null)) as Json as never })
    .where('commandId', '=', context.commandId)
    .execute()
  return outcome
}

/**
 * Carries out a command (one transaction: row, facts, audit entry, outbox, jobs) or answers a query.
 * A refusal rolls everything back. Faults and outages are thrown.
 */
export const carryOut = async (pipeline: Pipeline, request: Request): Promise<Verdict<unknown>> => {
  const refusal = checkAudience(request) ?? checkInput(request)
  if (refusal) return refusal
  const { services, database } = pipeline
  const now = services.clock.now()
  try {
    return await database.transaction().execute(async (tx) => {
      await assumeActor(tx, request.actor)
      const base: QueryContext = { tx, actor: request.actor, now, today: dayOf(now), services }
      return request.entry.spec.kind === 'command'
        ? commandInTransaction(request, base)
        : request.entry.handle(base as never, request.input as never)
    })
  } catch (error) {
    return asRefusal(error)
  }
}
