import type { ReactNode } from 'react'
import type * as undertakings from '#modules/itembank/undertaking/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../kit/button.tsx'
import { ClauseChip } from '../../kit/clause.tsx'
import { useCommand, useQuery } from '../../kit/client.ts'
import { Loaded, Trouble } from '../../kit/loaded.tsx'
import { say } from '../../kit/toast.tsx'
import { itembankRefusals } from '../../refusals/itembank.ts'

const Undertaking = ({ of }: { readonly of: ReplyOf<typeof undertakings.readUndertaking> }) => {
  const sign = useCommand<typeof undertakings.signUndertaking>('itembank.signUndertaking')
  const signNow = async () => {
    const outcome = await sign.run({ version: of.version })
    if (outcome && !outcome.refused) say('已签署')
  }
  return (
    <section className="panel stack undertaking">
      <h1>{of.title}</h1>
      <p className="quiet">
        接触试题和试卷前须签署本承诺书。 <ClauseChip id="SDS-4.2-07" />
      </p>
      {of.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <div>
        <Button busy={sign.pending} onClick={signNow}>
          我已阅读并签署
        </Button>
      </div>
      <Trouble of={sign} book={itembankRefusals} />
    </section>
  )
}

/** Shows the confidentiality undertaking to whoever has not signed it, and the screen to whoever has. */
export const UndertakingGate = ({ children }: { readonly children: ReactNode }) => {
  const undertaking = useQuery<typeof undertakings.readUndertaking>('itembank.undertaking', {})
  return (
    <Loaded of={undertaking}>
      {(value) => (value.signedAt === null ? <Undertaking of={value} /> : children)}
    </Loaded>
  )
}
