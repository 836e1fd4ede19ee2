import { statedValue } from '#modules/policy/core/parameter.ts'
import { dayOf } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import type { QueryHandler } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { mayBePackaged } from '../../paper/core/paper.duties.ts'
import { regimeOf } from '../../paper/core/ruled.ts'
import type { SessionDirectory } from '../../paper/sessions.port.ts'
import { getPaper, type PaperRow } from '../../paper/store/paper.store.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { paperCustody } from '../contract.ts'
import { countReportDue, papersOfRoom, sealingLimits } from '../core/deadline.rule.ts'
import { attemptsOf } from '../store/attempt.store.ts'
import { packagesOf } from '../store/package.store.ts'
import { hasMedium } from '../store/register.store.ts'
import { headOf } from './shown.ts'

const nothingBound = {
  sealing: null,
  rooms: [],
  spares: null,
  openingStated: false,
  openingClauses: [],
  report: null,
}

/** What the session asks of its packages. */
const sessionFacts = async (context: QueryContext, directory: SessionDirectory, paper: PaperRow) => {
  const { organisationId, sessionId } = paper
  if (sessionId === null) return nothingBound
  const scene = await directory.scene(context.tx, { organisationId, sessionId })
  if (!scene) return nothingBound
  const inForce = regimeOf(scene)
  const sessions = await directory.sessions(context.tx, organisationId)
  const startsAt = sessions.find((one) => one.sessionId === sessionId)?.startsAt
  const report = startsAt ? countReportDue(inForce, dayOf(startsAt)) : null
  const { clauses, ...limits } = sealingLimits(inForce, paper.medium)
  return {
    sealing: { ...limits, clauses: [...clauses] },
    rooms: scene.rooms.map(({ roomName, siteName, candidates }) => ({
      ...{ roomName, siteName, candidates },
      quantity: papersOfRoom(inForce, candidates)?.quantity ?? null,
    })),
    spares: statedValue(inForce.paper.sparePerRoom) ?? null,
    openingClauses: [
      ...new Set([...inForce.delivery.roomOperation.clauses, ...inForce.paper.opening.clauses]),
    ],
    openingStated: inForce.paper.opening.provenance !== 'not-stated',
    report: report && { due: String(report.due), clauses: [...report.clauses] },
  }
}

/** Packages, attempts to open, and what the rooms need. */
export const paperCustodyHandler =
  (directory: SessionDirectory): QueryHandler<typeof paperCustody> =>
  async (context, { paperId }) => {
    const { organisationId } = ownPlace(context)
    const { tx, actor } = context
    const paper = await getPaper(tx, organisationId, paperId)
    const packages = await packagesOf(tx, organisationId, paperId)
    const attempts = await attemptsOf(tx, organisationId, paperId)
    const isMade = packages.some(({ kind }) => kind === 'printed')
    const canMake = mayBePackaged(paper) && paper.sessionId !== null
    return accept({
      packages: packages.map((row) => headOf(context, row)),
      attempts: attempts.map(({ id: _id, at, ...rest }) => ({ ...rest, at: at.toISOString() })),
      media: await hasMedium(tx, organisationId, paperId),
      mayMake: canMake && !isMade && actor.roles.includes('org-secrecy'),
      ...(await sessionFacts(context, directory, paper)),
    })
  }
