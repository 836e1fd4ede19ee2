import type { Refusal } from '#platform/contract/verdict.ts'

/** What was refused, what to do now, and on which clause, in words the room supplies. */
export const RefusalCard = ({ refusal }: { readonly refusal: Refusal }) => {
  const citations = refusal.details?.citations
  return (
    <div className="refusal" role="alert">
      <strong>{refusal.sentence}</strong>
      <span>{refusal.remedy}</span>
      {Array.isArray(citations) && <small>依据：{citations.join('；')}</small>}
    </div>
  )
}
