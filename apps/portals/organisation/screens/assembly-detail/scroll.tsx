import type { ReactNode } from 'react'
import './assembly.css'

/** What may be wider than the screen, scrolled with the keyboard too. */
export const Scroll = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
  <section className="assembly-scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
)
