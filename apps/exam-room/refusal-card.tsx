import { useEffect, useRef } from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'

/** What was refused, what to do now, and on which clause, in words the room supplies; brought into view. */
export const RefusalCard = ({ refusal }: { readonly refusal: Refusal }) => {
  const card = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal is shown again
  useEffect(() => {
    // Newer browsers answer a promise, which an effect must not return.
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [refusal])
  const citations = refusal.details?.citations
  return (
    <div ref={card} className="refusal" role="alert">
      <strong>{refusal.sentence}</strong>
      <span>{refusal.remedy}</span>
      {Array.isArray(citations) && <small>依据：{citations.join('；')}</small>}
    </div>
  )
}
