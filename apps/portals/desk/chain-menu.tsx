import { Menu, type MenuProps } from 'antd'
import { useLocation, useNavigate } from 'react-router'
import { itemExperts } from '#modules/party/core/role.ts'
import { Icon } from '../kit/icons.tsx'
import { type Screen, type Stage, stages } from '../kit/screens.tsx'

/** A screen for nobody in particular is for everybody but item experts, who see nothing but items. */
const isFor = ({ roles }: Screen, held: readonly string[]): boolean =>
  roles
    ? roles.some((role) => held.includes(role))
    : held.some((role) => !itemExperts.some((expert) => expert === role))

const mayMeet = (held: readonly string[]) => (screen: Screen) =>
  screen.stage !== undefined && isFor(screen, held)

const entry = ({ path, title }: Screen) => ({ key: `/${path}`, label: title })

const stageEntry = (stage: Stage, screens: readonly Screen[]) =>
  screens.length === 1
    ? { ...entry(screens[0]!), label: stage }
    : { key: stage, label: stage, children: screens.map(entry) }

/** Stages in the order of the chain; one that holds no screen for this person is not there. */
const entriesOf = (screens: readonly Screen[], roles: readonly string[]): MenuProps['items'] => {
  const visible = screens.filter(mayMeet(roles))
  return [
    { key: '/', label: '工作台', icon: <Icon name="home" /> },
    ...stages
      .map((stage) => [stage, visible.filter((screen) => screen.stage === stage)] as const)
      .filter(([, inStage]) => inStage.length > 0)
      .map(([stage, inStage]) => stageEntry(stage, inStage)),
  ]
}

/** The entry whose address begins the current one. */
const currentOf = (screens: readonly Screen[], pathname: string) =>
  screens
    .filter(({ stage, path }) => stage && `${pathname}/`.startsWith(`/${path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]

export const ChainMenu = (props: {
  readonly screens: readonly Screen[]
  readonly roles: readonly string[]
}) => {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const current = currentOf(props.screens, pathname)
  return (
    <nav aria-label="业务环节">
      <Menu
        mode="inline"
        inlineIndent={14}
        items={entriesOf(props.screens, props.roles)}
        selectedKeys={[current ? `/${current.path}` : pathname]}
        defaultOpenKeys={current?.stage ? [current.stage] : []}
        onClick={({ key }) => navigate(key)}
      />
    </nav>
  )
}
