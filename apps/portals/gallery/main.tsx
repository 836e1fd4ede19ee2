import { candidatePortal } from '../candidate/portal.tsx'
import { deskOf } from '../desk/shell.tsx'
import { mount } from '../kit/provider.tsx'
import type { Screen } from '../kit/screens.tsx'
import { EmptyState } from '../kit/states.tsx'
import { publicPortal } from '../public/portal.tsx'
import { candidateEntries, publicEntries } from '../reader/entries.ts'
import { Pieces } from './pieces.tsx'

const blank = async () => ({ default: () => <EmptyState title="暂无内容" /> })
const asScreens = (entries: typeof publicEntries): readonly Screen[] =>
  entries.map(({ path, title }) => ({ path, title, load: blank }))

const desk: readonly Screen[] = [
  { path: 'organisation', title: '机构信息', stage: '机构', load: blank },
  { path: 'rooms', title: '考场', stage: '考点', load: blank },
  { path: 'equipment', title: '设备台账', stage: '考点', load: blank },
  { path: 'batches', title: '认定计划', stage: '计划', load: () => import('./batch-list.tsx') },
  { path: 'batches/:batchId', title: '计划详情', load: () => import('./batch-detail.tsx') },
  { path: 'enrolments', title: '报名审核', stage: '资格审核', load: blank },
]

const views = {
  pieces: () => <Pieces />,
  desk: () => deskOf({ name: 'organisation', title: '评价机构', screens: desk }),
  public: () => publicPortal(asScreens(publicEntries)),
  candidate: () => candidatePortal(asScreens(candidateEntries)),
}

const view = location.pathname.split('/')[2] as keyof typeof views
if (view !== 'desk') document.documentElement.setAttribute('data-reader', '')
mount(`/gallery/${view}`, views[view]())
