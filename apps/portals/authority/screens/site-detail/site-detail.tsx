import { useState } from 'react'
import { useParams } from 'react-router'
import type * as contract from '#modules/site/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { SiteTag, type SiteView, siteFacts, siteTabs } from '../../../desk/site-view.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { say } from '../../../kit/toast.tsx'
import { siteRefusals } from '../../../refusals/site.ts'

/** One hook for each decision the machine knows; the server says which of them are open. */
const useDecisions = () => ({
  confirm: useCommand<typeof contract.confirmSite>('site.confirm'),
  return: useCommand<typeof contract.returnSite>('site.return'),
  suspend: useCommand<typeof contract.suspendSite>('site.suspend'),
  reinstate: useCommand<typeof contract.reinstateSite>('site.reinstate'),
})

type Decision = keyof ReturnType<typeof useDecisions>

const Decide = (props: {
  readonly site: SiteView
  readonly action: Decision
  readonly title: string
  readonly onClose: () => void
}) => {
  const { site, action, title, onClose } = props
  const [note, setNote] = useState('')
  const decision = useDecisions()[action]
  const decide = async () => {
    const { organisationId, siteId, version } = site
    const outcome = await decision.run({ organisationId, siteId, version, note })
    if (!outcome || outcome.refused) return
    say('已办理')
    onClose()
  }
  return (
    <Dialog
      title={`${title}：${site.name}`}
      open
      onClose={onClose}
      actions={
        <>
          <Button kind="plain" onClick={onClose}>
            取消
          </Button>
          <Button busy={decision.pending} onClick={decide}>
            {title}
          </Button>
        </>
      }
    >
      <TextArea label="审核意见" value={note} onText={setNote} required={action !== 'confirm'} />
      <Trouble of={decision} book={siteRefusals} />
    </Dialog>
  )
}

const SiteDecision = () => {
  const { organisationId = '', siteId = '' } = useParams()
  const detail = useQuery<typeof contract.siteDetail>('site.detail', { organisationId, siteId })
  const [chosen, setChosen] = useState<{ action: Decision; title: string } | null>(null)
  return (
    <Loaded of={detail} book={siteRefusals}>
      {(site) => (
        <DetailScreen
          title={site.name}
          status={<SiteTag {...site} />}
          actions={site.availableActions.map(({ action, title, enabled }) => (
            <Button
              key={action}
              kind={action === 'confirm' || action === 'reinstate' ? 'main' : 'plain'}
              disabled={!enabled}
              onClick={() => setChosen({ action: action as Decision, title })}
            >
              {title}
            </Button>
          ))}
          facts={siteFacts(site)}
          tabs={siteTabs(site)}
        >
          {chosen && <Decide site={site} {...chosen} onClose={() => setChosen(null)} />}
        </DetailScreen>
      )}
    </Loaded>
  )
}

export default SiteDecision
