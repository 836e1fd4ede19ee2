import type { ReactNode } from 'react'
import './wide.css'

/** What may be wider than a phone: it scrolls inside itself, with the keyboard too, and not the page. */
export const Wide = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
  <section className="wide" aria-label={label} tabIndex={0}>
    {children}
  </section>
)
