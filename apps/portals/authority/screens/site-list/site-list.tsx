import { SiteListScreen } from '../../../desk/site-list.tsx'

const SiteConfirmations = () => (
  <SiteListScreen title="考点确认" lead="考点由其所在市审核确认，不论机构属于哪个市。" owners />
)

export default SiteConfirmations
