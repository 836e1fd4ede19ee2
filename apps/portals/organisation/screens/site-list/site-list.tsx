import { SiteListScreen } from '../../../desk/site-list.tsx'
import { ButtonLink } from '../../../kit/button.tsx'

const SiteList = () => (
  <SiteListScreen
    title="考点"
    lead="考点须经所在市审核确认后才能用于计划；考场变更后须重新确认。"
    toolbar={<ButtonLink to="/sites/import">导入</ButtonLink>}
  />
)

export default SiteList
