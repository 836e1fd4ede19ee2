import { useState } from 'react'
import { useParams } from 'react-router'
import type { filingDetail } from '#modules/filing/contract.ts'
import { dayOf } from '#platform/clock/day.ts'
import { DetailScreen } from '../../../desk/detail-screen.tsx'
import { FilingTag, filingFacts, type ScopeLine, ScopeTable } from '../../../desk/scope-table.tsx'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { useSession } from '../../../kit/session.ts'
import { EmptyState } from '../../../kit/states.tsx'
import { filingRefusals } from '../../../refusals/filing.ts'
import { FilingStep, LineStep } from './filing-steps.tsx'

interface Chosen {
  readonly action: string
  readonly title: string
  /** The line it is taken on; absent: the filing as a whole. */
  readonly line?: ScopeLine
}

const FilingDetail = () => {
  const { organisationId = '' } = useParams()
  const detail = useQuery<typeof filingDetail>('filing.detail', { organisationId })
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const { session } = useSession()
  const today = session ? dayOf(new Date(session.clock.now)) : ''
  const close = () => setChosen(null)
  return (
    <Loaded of={detail} book={filingRefusals}>
      {({ organisation, filing, mayDecide }) =>
        filing === null ? (
          <DetailScreen title={organisation.name}>
            <EmptyState title="该机构没有备案">
              {mayDecide && (
                <ButtonLink to={`/filings/new?organisation=${organisationId}`}>登记备案</ButtonLink>
              )}
            </EmptyState>
          </DetailScreen>
        ) : (
          <DetailScreen
            title={organisation.name}
            status={<FilingTag {...filing} />}
            actions={filing.availableActions.map(({ action, title, enabled }) => (
              <Button
                key={action}
                kind="plain"
                disabled={!enabled}
                onClick={() => setChosen({ action, title })}
              >
                {title}
              </Button>
            ))}
            facts={[
              { label: '类型', value: organisation.typeName },
              { label: '所在市', value: organisation.cityName, clauses: ['SDS-1.0-03'] },
              { label: '联系人', value: `${organisation.contactPerson} ${organisation.contactPhone}` },
              ...filingFacts(filing),
            ]}
          >
            <ScopeTable
              items={filing.items}
              actions={(line) => (
                <span className="row">
                  {line.availableActions.map(({ action, title }) => (
                    <Button key={action} kind="link" onClick={() => setChosen({ action, title, line })}>
                      {title}
                    </Button>
                  ))}
                </span>
              )}
            />
            {chosen &&
              (chosen.line ? (
                <LineStep {...chosen} line={chosen.line} {...{ organisationId, today }} onClose={close} />
              ) : (
                <FilingStep {...chosen} {...{ organisationId, filing, today }} onClose={close} />
              ))}
          </DetailScreen>
        )
      }
    </Loaded>
  )
}

export default FilingDetail
