import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon } from './icons.tsx'
import './facts.css'

/** Name, masked number, role chips; the name opens the trace where one is given. */
export const PersonLine = (props: {
  readonly name: string
  /** Masked by the server, as `370103********2149`. */
  readonly number?: string | null
  readonly roles?: readonly string[]
  /** Address of the trace screen. */
  readonly trace?: string
  readonly children?: ReactNode
}) => (
  <span className="person-line">
    <Icon name="person" />
    {props.trace ? <Link to={props.trace}>{props.name}</Link> : <strong>{props.name}</strong>}
    {props.number && <span className="person-number">{props.number}</span>}
    {props.roles?.map((role) => (
      <span key={role} className="chip">
        {role}
      </span>
    ))}
    {props.children}
  </span>
)
