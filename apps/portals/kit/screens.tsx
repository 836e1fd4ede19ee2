import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react'
import { Route, Routes, useLocation, useNavigationType } from 'react-router'
import type { Role } from '#modules/party/core/role.ts'
import { ButtonLink } from './button.tsx'
import { EmptyState, LoadingState } from './states.tsx'

/** The chain; the left menu of the staff portals follows it. */
export const stages = [
  '备案',
  '机构',
  '考点',
  '题库',
  '保密管理',
  '计划',
  '报名',
  '资格审核',
  '编排',
  '考试',
  '评分',
  '成绩公示',
  '证书',
  '档案',
  '督导',
] as const
export type Stage = (typeof stages)[number]

export interface Screen {
  /** Below the portal's address, as `plans/:planId`. */
  readonly path: string
  readonly title: string
  /** Where the menu lists it; a screen without a stage, as a detail page, is reached by links only. */
  readonly stage?: Stage
  /** Roles that see it in the menu; all without. The server decides anyway. */
  readonly roles?: readonly Role[]
  /** Candidate portal: reachable without login, as the registration. */
  readonly open?: boolean
  /** `() => import('./screens/plan-list/plan-list.tsx')`, whose default export is the screen. */
  readonly load: () => Promise<{ readonly default: ComponentType }>
}

const Missing = () => (
  <EmptyState title="没有这个页面">
    <p className="quiet">地址可能已失效。</p>
    <ButtonLink kind="plain" to="/">
      回到首页
    </ButtonLink>
  </EmptyState>
)

/** A screen that was gone to begins at its top; the way back finds it where it was left. */
const useTop = () => {
  const { pathname } = useLocation()
  const going = useNavigationType()
  // biome-ignore lint/correctness/useExhaustiveDependencies: every other address is another arrival
  useEffect(() => {
    if (going !== 'POP') window.scrollTo(0, 0)
  }, [pathname])
}

/** Screens are loaded when first opened. Call it once, outside of components. */
export const routesOf = (screens: readonly Screen[]) => {
  const faces = screens.map(({ path, load }) => ({ path, Face: lazy(load) }))
  return ({ home }: { readonly home: ReactNode }) => {
    useTop()
    return (
      <Suspense fallback={<LoadingState />}>
        <Routes>
          <Route index element={home} />
          {faces.map(({ path, Face }) => (
            <Route key={path} path={path} element={<Face />} />
          ))}
          <Route path="*" element={<Missing />} />
        </Routes>
      </Suspense>
    )
  }
}
