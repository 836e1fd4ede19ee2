import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { ownOrganisation } from '../../own-organisation.ts'
import type { decideLikeness } from '../contract.ts'
import { lockFinding, saveFinding } from '../store/likeness.store.ts'

/** HN-2.7-07: what a computer found is no verdict; an expert looks at both scripts and says what it is. */
export const decideLikenessHandler: CommandHandler<typeof decideLikeness> = async (context, input) => {
  const { findingId, version, confirmed } = input
  const row = await lockFinding(context.tx, { organisationId: ownOrganisation(context), findingId, version })
  if (row.state !== 'proposed') {
    return refuse('ALREADY_DECIDED', {
      sentence: '这一对答卷已经认定。',
      remedy: '请刷新页面查看认定意见。',
      clauses: ['HN-2.7-07'],
    })
  }
  const [expert, opinion] = [input.expert.trim(), input.opinion.trim()]
  if (!expert || !opinion) {
    return refuse('OPINION_MISSING', {
      sentence: '认定雷同须写明认定专家和意见。',
      remedy: '请专家比对两份答卷后填写。',
      clauses: ['HN-2.7-07'],
      field: expert ? 'opinion' : 'expert',
    })
  }
  const next = await saveFinding(context.tx, row, {
    ...{ state: confirmed ? 'confirmed' : 'dismissed', expert, opinion },
    ...{ decidedBy: context.actor.name, decidedAt: context.now },
  })
  context.record({
    type: 'likeness-decided',
    table: 'likenessFinding',
    row,
    data: { confirmed, expert },
    clauses: ['HN-2.7-07'],
  })
  return accept({ version: next })
}
