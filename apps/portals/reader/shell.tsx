import { type ReactNode, useEffect } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import './reader.css'
import { Icon } from '../kit/icons.tsx'
import type { Entry } from './entries.ts'
import { ElderSwitch } from './reading.tsx'

const ToTop = () => {
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen begins at its top
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [pathname])
  return null
}

/** Head, one column, foot: the frame of the portals that people read. */
export const ReaderFrame = (props: {
  readonly title: string
  readonly tools?: ReactNode
  readonly tabs?: readonly Entry[]
  readonly children: ReactNode
}) => (
  <div className={`reader ${props.tabs?.length ? 'with-tabs' : ''}`}>
    <ToTop />
    <a className="skip" href="#content">
      跳到正文
    </a>
    <header className="reader-bar">
      <Link to="/" className="reader-brand">
        匠衡 <span>{props.title}</span>
      </Link>
      <span className="reader-tools">
        <ElderSwitch />
        {props.tools}
      </span>
    </header>
    <main id="content" className="reader-main">
      {props.children}
    </main>
    {props.tabs && props.tabs.length > 0 && <Tabs entries={props.tabs} />}
  </div>
)

const home: Entry = { path: '', title: '首页', words: '', icon: 'home' }

/** At the foot of a phone, at the head of a wide screen. */
const Tabs = ({ entries }: { readonly entries: readonly Entry[] }) => (
  <nav className="reader-tabs" aria-label="主要功能">
    {[home, ...entries].map(({ path, title, icon }) => (
      <NavLink key={path} to={`/${path}`} end={path === ''}>
        <Icon name={icon} size={20} />
        {title}
      </NavLink>
    ))}
  </nav>
)

/** Large entries, one line of explanation each. */
export const Entries = ({ entries }: { readonly entries: readonly Entry[] }) => (
  <ul className="entries">
    {entries.map(({ path, title, words, icon }) => (
      <li key={path}>
        <Link to={`/${path}`}>
          <Icon name={icon} size={26} />
          <span>
            <strong>{title}</strong>
            <small>{words}</small>
          </span>
          <Icon name="right" />
        </Link>
      </li>
    ))}
  </ul>
)
