import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type * as discipline from '#modules/delivery/discipline/contract.ts'
import type * as contract from '#modules/site/contract.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { SiteTag, type SiteView, siteFacts, siteTabs } from '../../../desk/site-view.tsx'
import { Button } from '../../../kit/button.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Select, TextArea } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { useSession } from '../../../kit/session.ts'
import { say } from '../../../kit/toast.tsx'
import { disciplineRefusals } from '../../../refusals/discipline.ts'
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

const grounds = ['违规失信', '恶意竞争', '管理失序'].map((label, at) => ({ value: `点${at + 1}`, label }))

/** SPC-4.3-03: opens the case that costs the site its qualification; it is decided on the case's own page. */
const SiteCase = ({ site, onClose }: { readonly site: SiteView; readonly onClose: () => void }) => {
  const navigate = useNavigate()
  const open = useCommand<typeof discipline.openSiteCase>('discipline.openSiteCase')
  const [groundCode, setGround] = useState('')
  const [description, setDescription] = useState('')
  const submit = async () => {
    const { organisationId, siteId } = site
    const outcome = await open.run({ organisationId, siteId, groundCode, description })
    if (outcome && !outcome.refused) navigate(`/violations/${organisationId}/${outcome.value.caseId}`)
  }
  return (
    <Dialog title={`登记违规：${site.name}`} open onClose={onClose}>
      <div className="stack">
        <Select label="违规情形" value={groundCode} onText={setGround} choices={grounds} required />
        <TextArea label="情况说明" value={description} onText={setDescription} required />
        <Trouble of={open} book={disciplineRefusals} />
        <div>
          <Button busy={open.pending} disabled={!groundCode || !description.trim()} onClick={submit}>
            登记并处理
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

const SiteDecision = () => {
  const { organisationId = '', siteId = '' } = useParams()
  const detail = useQuery<typeof contract.siteDetail>('site.detail', { organisationId, siteId })
  const [chosen, setChosen] = useState<{ action: Decision; title: string } | null>(null)
  const [accusing, setAccusing] = useState(false)
  const isCity = useSession().session?.actor?.roles.includes('city') ?? false
  return (
    <Loaded of={detail} book={siteRefusals}>
      {(site) => (
        <DetailScreen
          title={site.name}
          status={<SiteTag {...site} />}
          actions={[
            ...site.availableActions.map(({ action, title, enabled }) => (
              <Button
                key={action}
                kind={action === 'confirm' || action === 'reinstate' ? 'main' : 'plain'}
                disabled={!enabled}
                onClick={() => setChosen({ action: action as Decision, title })}
              >
                {title}
              </Button>
            )),
            isCity && site.state !== 'revoked' && (
              <Button key="accuse" kind="plain" onClick={() => setAccusing(true)}>
                登记违规
              </Button>
            ),
          ]}
          facts={siteFacts(site)}
          tabs={siteTabs(site)}
        >
          {accusing && <SiteCase site={site} onClose={() => setAccusing(false)} />}
          {chosen && <Decide site={site} {...chosen} onClose={() => setChosen(null)} />}
        </DetailScreen>
      )}
    </Loaded>
  )
}

export default SiteDecision
