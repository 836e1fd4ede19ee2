import { MissingRow } from '#platform/command/pipeline.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { handlerOf, ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { bindPaper } from '../contract.ts'
import { judgeMedium } from '../core/medium.rule.ts'
import { decidePaper } from '../core/paper.machine.ts'
import { judgeFiling } from '../documents/core/filing.rule.ts'
import { filingOf } from '../documents/store/origin.store.ts'
import type { TheorySession, TheorySessions } from '../sessions.port.ts'
import { asPaper, lockPaper, type PaperRow, paperOfSession, updatePaper } from '../store/paper.store.ts'
import { paperRules, wrongState } from './paper-step.ts'

const otherLevel = ({ batchName, number }: TheorySession) =>
  refuse('SESSION_OF_OTHER_LEVEL', {
    sentence: `${batchName}第${number}场考的不是这份试卷的职业等级。`,
    remedy: '请选择同一职业、同一等级的场次。',
    clauses: ['SDS-4.2-03'],
    field: 'sessionId',
  })

const taken = (session: TheorySession, title: string) =>
  refuse('SESSION_TAKEN', {
    sentence: `${session.batchName}第${session.number}场已指定“${title}”。`,
    remedy: '一场考试只用一份试卷；确需更换的，请先作废原试卷。',
    clauses: ['SDS-4.2-03'],
    field: 'sessionId',
  })

const suits = (session: TheorySession, paper: PaperRow) =>
  session.occupationCode === paper.occupationCode && session.level === paper.level

/** SDS-4.2-03: gives a paper its one batch and its one time, for good; several rooms may sit it then. */
export const bindPaperHandler =
  (sessionsOf: TheorySessions): CommandHandler<typeof bindPaper> =>
  async (context, { sessionId, ...shown }) => {
    const { organisationId } = ownPlace(context)
    const row = await lockPaper(context.tx, organisationId, shown)
    const session = (await sessionsOf(context.tx, organisationId)).find((one) => one.sessionId === sessionId)
    if (!session) throw new MissingRow()
    if (!suits(session, row)) return otherLevel(session)
    const unfit = judgeMedium(row.medium, session)
    if (unfit) return unfit
    const isFiled = (await filingOf(context.tx, organisationId, row.id)) !== null
    const unfiled = judgeFiling(isFiled, { ...session, title: row.title })
    if (unfiled) return unfiled
    const { batchId } = session
    const request = {
      action: 'assign',
      by: await handlerOf(context),
      binding: { batchId, sessionId },
    } as const
    const decided = decidePaper(asPaper(row), request, paperRules)
    if (decided.refused) {
      return decided.code === 'ALREADY_BOUND' ? { ...decided, code: 'ALREADY_BOUND' } : wrongState(decided)
    }
    const { occupationCode, level, state } = row
    const place = { organisationId, batchId, sessionId, occupationCode, level }
    const other = await paperOfSession(context.tx, place)
    if (other && other.id !== row.id) return taken(session, other.title)
    const paper = await updatePaper(context.tx, row, { batchId, sessionId })
    context.record({
      type: 'paper-assigned',
      table: 'paper',
      row: paper,
      data: { sessionId, number: session.number },
      clauses: ['SDS-4.2-03'],
    })
    return accept({ state })
  }
