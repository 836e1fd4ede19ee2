import type { BanFact } from '#modules/party/facts.ts'
import { inWords } from '#platform/clock/day.ts'
import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** HN-3.1.5-12 … -18: nobody enrols during a ban; its last day is said. */
export const notBarred = (ban: BanFact | undefined): Verdict<true, 'BARRED'> =>
  ban === undefined
    ? accept(true)
    : refuse('BARRED', {
        sentence: `因违纪处理（${ban.caseNumber}），${inWords(ban.untilOn)}（含当日）前不得报名参加认定。`,
        remedy: '禁考期满后可以报名；对处理有异议的，请在“我的违纪处理”中申请复核。',
        clauses: ['HN-3.1.5-12', 'HN-3.1.5-17', 'HN-3.1.5-18'],
      })
