import type { ReactNode } from 'react'
import { matchPath, useLocation } from 'react-router'
import { Button, ButtonLink } from '../kit/button.tsx'
import { LoginPage } from '../kit/login.tsx'
import { routesOf, type Screen } from '../kit/screens.tsx'
import { logOut, useSession } from '../kit/session.ts'
import { EmptyState, LoadingState } from '../kit/states.tsx'
import { candidateEntries, present } from '../reader/entries.ts'
import { Entries, ReaderFrame } from '../reader/shell.tsx'

interface Props {
  readonly screens: readonly Screen[]
  readonly children: ReactNode
}

/** A phone's foot holds four beside the home page; one's own page is always among them. */
const tabsOf = (screens: readonly Screen[]) => {
  const entries = present(candidateEntries, screens)
  const others = entries.filter(({ path }) => path !== 'mine')
  return [...others.slice(0, 3), ...entries.filter(({ path }) => path === 'mine')]
}

const Gate = ({ screens, children }: Props) => {
  const { session, failed, again } = useSession()
  const { pathname } = useLocation()
  const open = screens.some((screen) => screen.open && matchPath(`/${screen.path}`, pathname))
  if (failed)
    return (
      <EmptyState title="暂时连接不上服务器">
        <Button onClick={again}>重试</Button>
      </EmptyState>
    )
  if (!session) return <LoadingState />
  if (session.actor)
    return (
      <ReaderFrame
        title="考生服务"
        tabs={tabsOf(screens)}
        tools={
          <Button kind="link" onClick={logOut}>
            退出
          </Button>
        }
      >
        {children}
      </ReaderFrame>
    )
  return (
    <ReaderFrame title="考生服务" tools={<a href="/">公共服务</a>}>
      {open ? (
        children
      ) : (
        <LoginPage title="考生登录" portal="candidate" loginLabel="证件号码" demo={session.clock.demo}>
          {screens.some(({ path }) => path === 'register') && (
            <ButtonLink kind="plain" to="/register">
              首次使用，注册账号
            </ButtonLink>
          )}
        </LoginPage>
      )}
    </ReaderFrame>
  )
}

const Home = ({ screens }: { readonly screens: readonly Screen[] }) => {
  const { session } = useSession()
  return (
    <>
      <h1>{session?.actor?.name}，您好</h1>
      <Entries entries={present(candidateEntries, screens)} />
    </>
  )
}

/** Phone first: enrolment in steps, ticket, results, certificates, objections. */
export const candidatePortal = (screens: readonly Screen[]) => {
  const Screens = routesOf(screens)
  return (
    <Gate screens={screens}>
      <Screens home={<Home screens={screens} />} />
    </Gate>
  )
}
