import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import type { Incident, IncidentLog } from '../../core/incident-log.ts'
import { replacementOrder } from './procedures/papers.ts'

type SpareRefusal = 'field-missing' | 'spares-short' | 'source-order'

const clauses = ['HN-3.1.6-09']
const [ownSpares, lastRoom] = replacementOrder

/** No more of the log than this rule reads, so that a room without a journal keeps the same order. */
interface Using {
  readonly log: Pick<IncidentLog, 'sparesLeft'>
  readonly incident: { readonly steps: readonly Pick<Incident['steps'][number], 'fields'>[] }
  readonly fields: { readonly [field: string]: string }
}

/** Spares left before this use: as counted, or as the first user counts them now; null when nobody has. */
const stockBefore = ({ log, fields }: Using): number | null =>
  log.sparesLeft ?? (fields.stock === undefined ? null : Number(fields.stock))

const order = (sentence: string): Refusal<SpareRefusal> =>
  refuse('source-order', {
    sentence,
    remedy: `依次使用${replacementOrder.join('、')}。`,
    clauses,
    field: 'by',
  })

/**
 * HN-3.1.6-09: the room's own spares first, then what the last room has over, then copies. Answers how many spares are
 * left, or why this is not their turn.
 */
export const sparesAfter = (using: Using): number | Refusal<SpareRefusal> => {
  const { by, count } = using.fields
  const stock = stockBefore(using)
  if (stock === null) {
    return refuse('field-missing', {
      sentence: '请先清点并填写现有备用卷份数，没有的填 0。',
      remedy: '按试卷袋封面和实物清点。',
      clauses,
      field: 'stock',
    })
  }
  if (by === ownSpares) {
    if (Number(count) <= stock) return stock - Number(count)
    return refuse('spares-short', {
      sentence: `备用卷只有 ${stock} 份，不够 ${count} 份。`,
      remedy: `先用完 ${stock} 份，其余使用尾数考场余卷。`,
      clauses,
      field: 'count',
    })
  }
  if (stock > 0) return order(`备用卷还有 ${stock} 份，应先用备用卷。`)
  const triedLastRoom = using.incident.steps.some(({ fields }) => fields.by === lastRoom)
  return by === lastRoom || triedLastRoom ? stock : order('应先使用尾数考场余卷，不够的再复印或抄写。')
}
