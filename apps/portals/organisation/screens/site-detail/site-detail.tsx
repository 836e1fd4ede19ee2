import { useParams } from 'react-router'
import type { siteDetail, submitSite } from '#modules/site/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { SiteTag, siteFacts, siteTabs } from '../../../desk/site-view.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { siteRefusals } from '../../../refusals/site.ts'

const SiteDetail = () => {
  const { organisationId = '', siteId = '' } = useParams()
  const detail = useQuery<typeof siteDetail>('site.detail', { organisationId, siteId })
  const submit = useCommand<typeof submitSite>('site.submit')
  return (
    <Loaded of={detail} book={siteRefusals}>
      {(site) => (
        <DetailScreen
          title={site.name}
          status={<SiteTag {...site} />}
          actions={site.availableActions.map(({ action, title, enabled }) => (
            <Button
              key={action}
              busy={submit.pending}
              disabled={!enabled}
              onClick={async () => {
                const outcome = await submit.run({ siteId, version: site.version })
                if (outcome && !outcome.refused) say(`已提交${site.cityName}确认`)
              }}
            >
              {title}
            </Button>
          ))}
          trouble={<Trouble of={submit} book={siteRefusals} />}
          facts={siteFacts(site)}
          tabs={siteTabs(site)}
        />
      )}
    </Loaded>
  )
}

export default SiteDetail
