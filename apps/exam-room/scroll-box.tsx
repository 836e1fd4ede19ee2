import type { ReactNode } from 'react'

/** What may be larger than the screen: it scrolls inside itself, with the keyboard too, and not the page. */
export const ScrollBox = ({
  label,
  className = '',
  children,
}: {
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
  <section className={`scroll ${className}`} aria-label={label} tabIndex={0}>
    {children}
  </section>
)
