import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import 'dayjs/locale/zh-cn'
import dayjs from 'dayjs'
import { type ReactNode, useEffect, useState } from 'react'
import { Link, useLocation } from 'react-router'
import './desk.css'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icons.tsx'
import { LoginPage } from '../kit/login.tsx'
import { routesOf, type Screen } from '../kit/screens.tsx'
import { type Actor, logOut, type Session, useSession } from '../kit/session.ts'
import { EmptyState, LoadingState } from '../kit/states.tsx'
import { antdTheme } from './antd-theme.ts'
import { ChainMenu } from './chain-menu.tsx'
import { DemoClock } from './demo-clock.tsx'
import { useOverview, Workbench } from './workbench.tsx'

dayjs.locale('zh-cn')

interface Portal {
  readonly name: string
  /** `评价机构`, as the login page and the top bar call it. */
  readonly title: string
  readonly screens: readonly Screen[]
}

const jobs: Screen = { path: 'jobs', title: '我的任务', load: () => import('./jobs.tsx') }

const account: Screen = { path: 'account', title: '账号', load: () => import('./account.tsx') }

const TodoCount = () => {
  const { value } = useOverview()
  const count = value?.todos.reduce((sum, todo) => sum + (todo.count ?? 1), 0) ?? 0
  return (
    <Link to="/" className={`todo-count ${count ? 'some' : ''}`}>
      <Icon name="clock" /> 待办 <strong>{count}</strong>
    </Link>
  )
}

const TopBar = (props: {
  readonly portal: Portal
  readonly session: Session
  readonly actor: Actor
  readonly onMenu: () => void
}) => (
  <header className="desk-bar">
    <button type="button" className="bare desk-menu-button" aria-label="菜单" onClick={props.onMenu}>
      <Icon name="menu" />
    </button>
    <Link to="/" className="desk-brand">
      匠衡 <span>{props.portal.title}</span>
    </Link>
    <span className="desk-organisation">{props.actor.organisationName}</span>
    <span className="desk-tools">
      {props.session.clock.demo && <DemoClock clock={props.session.clock} />}
      <TodoCount />
      <Link to="/jobs" className="todo-count">
        任务
      </Link>
      <Link to="/account" className="desk-person" title="账号和密码">
        <Icon name="person" /> {props.actor.name}
      </Link>
      <Button kind="link" onClick={logOut}>
        退出
      </Button>
    </span>
  </header>
)

const Desk = (props: {
  readonly portal: Portal
  readonly session: Session
  readonly actor: Actor
  readonly children: ReactNode
}) => {
  const [menu, setMenu] = useState(false)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu of a narrow screen closes on arrival
  useEffect(() => setMenu(false), [pathname])
  return (
    <div className={`desk ${menu ? 'menu-open' : ''}`}>
      <TopBar {...props} onMenu={() => setMenu((open) => !open)} />
      <div className="desk-side">
        <ChainMenu screens={props.portal.screens} roles={props.actor.roles} />
      </div>
      <main className="desk-main">{props.children}</main>
    </div>
  )
}

const Gate = ({ portal, children }: { readonly portal: Portal; readonly children: ReactNode }) => {
  const { session, failed, again } = useSession()
  if (failed)
    return (
      <EmptyState title="暂时连接不上服务器">
        <Button onClick={again}>重试</Button>
      </EmptyState>
    )
  if (!session) return <LoadingState />
  if (!session.actor)
    return (
      <main>
        <LoginPage title={`${portal.title}登录`} portal={portal.name} demo={session.clock.demo} />
      </main>
    )
  return (
    <Desk portal={portal} session={session} actor={session.actor}>
      {children}
    </Desk>
  )
}

/** The desk of a staff portal: login, top bar, menu by the stages of the chain, 工作台 as first screen. */
export const deskOf = (portal: Portal) => {
  const Screens = routesOf([...portal.screens, jobs, account])
  return (
    <ConfigProvider locale={zhCN} theme={antdTheme} button={{ autoInsertSpace: false }}>
      <App component={false}>
        <Gate portal={portal}>
          <Screens home={<Workbench />} />
        </Gate>
      </App>
    </ConfigProvider>
  )
}
