import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from 'react-router'
import './controls.css'

interface Look {
  /** One `main` on a screen; `danger` for what cannot be undone. */
  readonly kind?: 'main' | 'plain' | 'danger' | 'link'
  readonly children: ReactNode
}

export const Button = ({
  kind = 'main',
  busy = false,
  children,
  ...rest
}: Look & { readonly busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) => (
  <button
    type="button"
    {...rest}
    className={`button ${kind} ${rest.className ?? ''}`}
    disabled={rest.disabled || busy}
    aria-busy={busy}
  >
    {children}
    {busy && <span className="spinner" aria-hidden="true" />}
  </button>
)

/** A link that looks like a button; goes inside the portal. */
export const ButtonLink = ({ kind = 'main', children, to }: Look & { readonly to: string }) => (
  <Link to={to} className={`button ${kind}`}>
    {children}
  </Link>
)
