import { useState } from 'react'
import type * as arrangement from '#modules/arrangement/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useAnswer, useCommand } from '../../../kit/client.ts'
import { DocumentCard, type DocumentCardProps } from '../../../kit/document-card.tsx'
import type { Job } from '../../../kit/job.ts'
import { JobFace } from '../../../kit/job-progress.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'
import type { Overview } from './arrangement.tsx'

const forms = [
  ['sign-in', '考生签到表'],
  ['door', '考场门贴'],
  ['desk', '桌贴'],
  ['seat-plan', '考场座次表'],
  ['record', '考场情况记录单'],
] as const

interface Printed {
  readonly organisationId?: string
  readonly fileId?: string
  readonly hash?: string
  readonly tickets?: number
}

const ticketCard = (job: Job): DocumentCardProps | null => {
  const { organisationId, fileId, hash, tickets } = (job.result ?? {}) as Printed
  if (!organisationId || !fileId) return null
  return {
    title: `准考证（${tickets ?? 0} 份）`,
    state: 'generated',
    digest: hash ?? null,
    files: [{ organisationId, fileId, name: '准考证.pdf', format: 'PDF' }],
  }
}

/** The latest printing of this batch, found again among the jobs whenever one comes back. */
const Tickets = ({ batchId, value }: { readonly batchId: string; readonly value: Overview }) => {
  const print = useCommand<typeof arrangement.printTickets>('arrangement.printTickets')
  const jobs = useAnswer<{ jobs: Job[] }>('job.list', {}, { fresh: 0, every: 1500 } as { fresh: number })
  const allowed = value.availableActions.some(
    ({ action, enabled }) => action === 'arrangement.printAll' && enabled,
  )
  return (
    <section className="panel stack">
      <div className="row">
        <h2>准考证</h2>
        {allowed && (
          <Button busy={print.pending} onClick={() => void print.run({ batchId })}>
            打印全部准考证
          </Button>
        )}
      </div>
      <Trouble of={print} book={arrangementRefusals} />
      <Loaded of={jobs} lines={2}>
        {({ jobs: found }) => {
          const job = found.find(({ title }) => title.startsWith(value.batchName) && title.includes('准考证'))
          if (!job) return <p className="quiet">还没有打印过。考生自开放日起可自行登录下载。</p>
          const card = ticketCard(job)
          return <JobFace job={job}>{card && <DocumentCard {...card} />}</JobFace>
        }}
      </Loaded>
    </section>
  )
}

const Sheets = ({ batchId }: { readonly batchId: string }) => {
  const print = useCommand<typeof arrangement.printSheets>('arrangement.printSheets')
  const [made, setMade] = useState<readonly DocumentCardProps[]>([])
  const run = async (form: (typeof forms)[number][0], title: string) => {
    const outcome = await print.run({ batchId, form })
    if (!outcome || outcome.refused) return
    const { organisationId, fileId, sheets } = outcome.value
    const card: DocumentCardProps = {
      title: `${title}（${sheets} 份）`,
      state: 'generated',
      files: [{ organisationId, fileId, name: `${title}.pdf`, format: 'PDF' }],
    }
    setMade([card, ...made.filter((each) => each.title !== card.title)])
  }
  return (
    <section className="panel stack">
      <h2>考场材料</h2>
      <div className="row">
        {forms.map(([form, title]) => (
          <Button key={form} kind="plain" busy={print.pending} onClick={() => void run(form, title)}>
            {title}
          </Button>
        ))}
      </div>
      <Trouble of={print} book={arrangementRefusals} />
      {made.map((card) => (
        <DocumentCard key={card.title} {...card} />
      ))}
    </section>
  )
}

export const PapersTab = ({ batchId, value }: { readonly batchId: string; readonly value: Overview }) => (
  <>
    <Tickets batchId={batchId} value={value} />
    {value.state === 'confirmed' && <Sheets batchId={batchId} />}
  </>
)
