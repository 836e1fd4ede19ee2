import { routesOf, type Screen } from '../kit/screens.tsx'
import { present, publicEntries } from '../reader/entries.ts'
import { Entries, ReaderFrame } from '../reader/shell.tsx'

/** No login: plans, results, filed organisations, certificates, complaints. */
export const publicPortal = (screens: readonly Screen[]) => {
  const Screens = routesOf(screens)
  const home = (
    <>
      <h1>职业技能等级认定公共服务</h1>
      <p className="reader-lead">
        查询证书，了解认定计划和已备案的评价机构，查看结果公示，反映问题。无需登录。
      </p>
      <Entries entries={present(publicEntries, screens)} />
    </>
  )
  return (
    <ReaderFrame title="公共服务" tools={<a href="/candidate/">考生登录</a>}>
      <Screens home={home} />
    </ReaderFrame>
  )
}
