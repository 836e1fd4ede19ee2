import { refuse } from '#platform/contract/verdict.ts'
import { type Ruled, regimeOf } from './ruled.ts'

/** Answered on screen, or printed and answered by hand. */
export type Medium = 'screen' | 'print'

/** A session as the medium of its paper sees it; null where the plan has left it open. */
export type SatOn = Ruled & { readonly medium: Medium | null }

/** C37, SDS-4.2-04: a session on screen has nothing to show of a print paper; a screen paper can be printed. */
export const judgeMedium = (
  medium: Medium,
  session: SatOn & { readonly batchName: string; readonly number: number },
) =>
  medium === 'print' && session.medium === 'screen'
    ? refuse('PRINT_PAPER_ON_SCREEN', {
        sentence: `${session.batchName}第${session.number}场为上机考试，这份试卷只能纸笔作答。`,
        remedy: '请选择纸笔作答的场次，或为本场启用机考试卷。',
        clauses: [...regimeOf(session).delivery.theoryMode.clauses],
        field: 'sessionId',
      })
    : undefined
