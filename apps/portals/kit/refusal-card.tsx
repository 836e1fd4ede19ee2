import { useEffect, useRef } from 'react'
import type { Refusal } from '#platform/contract/verdict.ts'
import { ButtonLink } from './button.tsx'
import { ClauseChips } from './clause.tsx'
import { Icon } from './icons.tsx'
import { type RefusalBook, renderingOf } from './refusals.ts'
import './basis.css'

/** What was refused · why · 依据 · what to do now. It takes the eye by scrolling into view, not by moving. */
export const RefusalCard = ({
  refusal,
  book,
}: {
  readonly refusal: Refusal
  readonly book?: RefusalBook
}) => {
  const card = useRef<HTMLElement>(null)
  const rendering = renderingOf(refusal, book)
  const link = rendering.remedy?.(refusal)
  // In braces: newer browsers return a promise from scrolling, which React would take for a clean-up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal is shown again
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [refusal])
  return (
    <section ref={card} className="refusal-card" role="alert">
      <h2>
        <Icon name="cross" size={18} />
        {rendering.what}
      </h2>
      <p>{refusal.sentence}</p>
      {refusal.clauses.length > 0 && (
        <p className="refusal-basis">
          <span>依据</span>
          <ClauseChips ids={refusal.clauses} />
        </p>
      )}
      <p className="refusal-remedy">
        <strong>现在可以：</strong>
        {refusal.remedy}
      </p>
      {link && (
        <ButtonLink kind="plain" to={link.to}>
          {link.label}
          <Icon name="right" size={14} />
        </ButtonLink>
      )}
    </section>
  )
}
