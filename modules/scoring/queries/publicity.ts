import { heldResults } from '#modules/delivery/facts.ts'
import { organisationFacts } from '#modules/party/facts.ts'
import { batchFacts } from '#modules/plan/facts.ts'
import { isLevel, levelName } from '#modules/policy/core/level.ts'
import { loadCalendar } from '#modules/policy/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { publicityEnds } from '../core/publicity.deadline.ts'
import { objectionMachine, publicityMachine } from '../core/publicity.machine.ts'
import { objectionTitles } from '../core/titles.ts'
import { awaitsCorrection } from '../objections.ts'
import type { publicityDesk, publicityList, publicityPage } from '../publicity.contract.ts'
import { candidatesOf, ownOrganisation, rulesOf, type Scene, sceneOf } from '../scene.ts'
import { correctionsOf } from '../store/entry.store.ts'
import {
  objectionsOf,
  publicEntries,
  publicityById,
  publicityOf,
  publishedPublicities,
} from '../store/publicity.store.ts'
import { type ResultRow, resultsOf } from '../store/result.store.ts'

export const publicityListHandler: QueryHandler<typeof publicityList> = async ({ tx }) =>
  accept({
    publicities: (await publishedPublicities(tx)).map(({ state, ...row }) => ({
      ...row,
      open: state === 'publicised',
    })),
  })

export const publicityPageHandler: QueryHandler<typeof publicityPage> = async ({ tx }, input) => {
  const row = await publicityById(tx, input.publicityId)
  const batch = await batchFacts(tx, row.organisationId, row.batchId)
  const organisation = await organisationFacts(tx, row.organisationId)
  const { publicity } = rulesOf(batch)
  const open = row.state === 'publicised'
  // The organisation's own people still reach the rows afterwards; this page is the public's and shows none.
  const page = open ? await publicEntries(tx, row.id, input) : { total: 0, passed: 0, rows: [] }
  return accept({
    publicityId: row.id,
    organisationName: organisation.name,
    organisationPhone: organisation.contactPhone,
    batchName: batch.name,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    open,
    days: publicity.value.duration?.days ?? null,
    clauses: [...publicity.clauses],
    total: page.total,
    passed: page.passed,
    rows: page.rows.map((entry) => ({
      ...entry,
      levelName: isLevel(entry.level) ? levelName(entry.level) : '',
    })),
  })
}

const plannedEnd = async ({ tx, today }: QueryContext, { publicity }: Scene) => {
  const ends = publicityEnds(publicity, today, await loadCalendar(tx))
  return ends.refused
    ? { plannedEnd: null, plannedTrouble: ends.sentence }
    : { plannedEnd: ends.value, plannedTrouble: null }
}

const objectionsShown = async ({ tx, actor }: QueryContext, scene: Scene, rows: readonly ResultRow[]) => {
  const at = { organisationId: scene.organisationId, batchId: scene.batch.id }
  const results = new Map(rows.map((row) => [row.id, row]))
  const people = new Map(
    (await candidatesOf(tx, at.organisationId, at.batchId)).map((each) => [each.id, each]),
  )
  const corrections = await correctionsOf(tx, at)
  return (await objectionsOf(tx, at)).map((row) => {
    const result = row.resultId === null ? undefined : results.get(row.resultId)
    const person = result && people.get(result.applicationId)
    return {
      objectionId: row.id,
      version: row.version,
      number: row.number,
      resultId: row.resultId,
      resultVersion: result?.version ?? null,
      about: person ? `${person.name} ${person.documentMasked}` : null,
      subjects: [...(person?.subjects ?? [])],
      contactMasked: row.contactMasked,
      statement: row.statement,
      state: row.state,
      stateTitle: objectionTitles[row.state],
      createdAt: row.createdAt.toISOString(),
      investigation: row.investigation,
      investigatorName: row.investigatorName,
      decision: row.decision,
      deciderName: row.deciderName,
      awaitsCorrection: awaitsCorrection(row, corrections),
      availableActions: [...objectionMachine.available(row.state, actor.roles)],
    }
  })
}

/** Checked results that are not on display: those still looked into, and those that may be shown now. */
const waitingOf = async (
  { tx }: QueryContext,
  { organisationId, batchId }: { readonly organisationId: string; readonly batchId: string },
  rows: readonly ResultRow[],
) => {
  const behind = rows.filter(({ state }) => state === 'verified')
  const held = await heldResults(tx, organisationId, batchId)
  const kept = behind.filter(({ applicationId }) => held.has(applicationId)).length
  return { held: kept, ready: behind.length - kept }
}

export const publicityDeskHandler: QueryHandler<typeof publicityDesk> = async (context, { batchId }) => {
  const { tx, actor } = context
  const scene = await sceneOf(tx, ownOrganisation(actor), batchId)
  const { organisationId } = scene
  const publicity = await publicityOf(tx, { organisationId, batchId })
  const rows = await resultsOf(tx, organisationId, batchId)
  const candidates = (await candidatesOf(tx, organisationId, batchId)).length
  const isReady = rows.length > 0 && rows.filter(({ state }) => state === 'verified').length >= candidates
  const steps = publicityMachine.available(publicity?.state ?? 'prepared', actor.roles)
  const waiting = await waitingOf(context, { organisationId, batchId }, rows)
  return accept({
    batchName: scene.batch.name,
    ...(await plannedEnd(context, scene)),
    publicity: publicity
      ? {
          publicityId: publicity.id,
          version: publicity.version,
          state: publicity.state,
          startsOn: publicity.startsOn,
          endsOn: publicity.endsOn,
          closedAt: publicity.closedAt?.toISOString() ?? null,
        }
      : null,
    clauses: [...scene.publicity.clauses],
    waiting,
    results: {
      total: rows.length,
      passed: rows.filter(({ passed }) => passed).length,
      state: rows[0]?.state ?? 'open',
    },
    objections: await objectionsShown(context, scene, rows),
    availableActions: steps.filter(({ action }) =>
      action === 'supplement' ? waiting.ready > 0 : action !== 'publicise' || isReady,
    ),
  })
}
