import { useState } from 'react'
import { Link } from 'react-router'
import type * as assembly from '#modules/itembank/assembly/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useQuery } from '../../../kit/client.ts'
import { saveHanded } from '../../../kit/handed-file.ts'
import { Instant } from '../../../kit/moment.tsx'
import { LoadingState } from '../../../kit/states.tsx'

type Detail = ReplyOf<typeof assembly.ruleSetDetail>

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const Export = ({ ruleSetId }: { readonly ruleSetId: string }) => {
  const [asked, setAsked] = useState(false)
  const file = useQuery<typeof assembly.exportRules>(
    'itembank.exportRules',
    { ruleSetId },
    { enabled: asked },
  )
  const { value } = file
  if (!asked)
    return (
      <Button kind="plain" onClick={() => setAsked(true)}>
        导出工作簿
      </Button>
    )
  if (!value) return <LoadingState lines={1} />
  const handed = { name: value.fileName, mediaType: workbookType, base64: value.file }
  return (
    <Button kind="plain" onClick={() => saveHanded(handed)}>
      下载 {value.fileName}
    </Button>
  )
}

/** Earlier editions stay readable: papers were made by them. */
export const Editions = ({ of }: { readonly of: Detail }) => (
  <section className="panel">
    <div className="list-head">
      <details>
        <summary>共{of.editions.length}版</summary>
        <ul>
          {of.editions.map(({ ruleSetId, edition, authorName, madeAt, inForce }) => (
            <li key={ruleSetId}>
              <Link to={`/rules/${ruleSetId}`}>第{edition}版</Link>
              {inForce && '（在用）'} {authorName} <Instant at={madeAt} />
            </li>
          ))}
        </ul>
      </details>
      <Export ruleSetId={of.ruleSetId} />
    </div>
  </section>
)
