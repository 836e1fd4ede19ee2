import { useState } from 'react'
import { useParams } from 'react-router'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../kit/button.tsx'
import { useCommand, useQuery } from '../kit/client.ts'
import { Input } from '../kit/fields.tsx'
import { Loaded, Trouble } from '../kit/loaded.tsx'
import { EmptyState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { UndertakingGate } from '../organisation/screens/undertaking-gate.tsx'
import { itembankRefusals } from '../refusals/itembank.ts'
import { ShareFields, sharesOf, type Words } from './share-fields.tsx'

type Detail = ReplyOf<typeof papers.paperDetail>
type Outcome = ReplyOf<typeof papers.openRehearsal>

const Result = ({ of }: { readonly of: Outcome }) =>
  of.opened ? (
    <p>
      <StatusTag tone="done">演练成功</StatusTag> {of.words}
    </p>
  ) : (
    <p>
      <StatusTag tone="refused">未能启封</StatusTag> {of.sentence} {of.remedy}
    </p>
  )

const Ceremony = ({ of }: { readonly of: Detail }) => {
  const open = useCommand<typeof papers.openRehearsal>('itembank.openRehearsal')
  const [words, setWords] = useState<Words>({})
  const [place, setPlace] = useState('')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const shares = sharesOf(words)
  const go = async () => {
    const answer = await open.run({ paperId: of.paperId, place, shares })
    if (!answer || answer.refused) return
    setWords({})
    setOutcome(answer.value)
  }
  return (
    <section className="panel stack">
      <p>与考试当日的启封步骤相同；演练包不含试题，每次演练都记录在试卷的启封记录中。</p>
      <p className="quiet">
        演练在本页进行，考前任何时候都可以；考场只接收本场的正式试卷包。演练包即使误送考场，启封后也只记为演练，不会成为考卷。
      </p>
      <Input label="地点" value={place} onText={setPlace} required />
      <ShareFields keepers={of.custodians} words={words} onWords={setWords} />
      <div className="row">
        <Button busy={open.pending} disabled={shares.length === 0 || place.length < 2} onClick={go}>
          演练启封
        </Button>
        <ButtonLink kind="plain" to={`/papers/${of.paperId}?tab=custody`}>
          返回试卷
        </ButtonLink>
      </div>
      {outcome && <Result of={outcome} />}
      <Trouble of={open} book={itembankRefusals} />
    </section>
  )
}

const Shown = () => {
  const { paperId = '' } = useParams()
  const detail = useQuery<typeof papers.paperDetail>('itembank.paper', { paperId })
  return (
    <div className="stack">
      <header className="list-head">
        <h1>演练启封</h1>
      </header>
      <Loaded of={detail} book={itembankRefusals}>
        {(value) =>
          value.hasRehearsal ? (
            <Ceremony of={value} />
          ) : (
            <EmptyState title="还没有制作演练包；密封前由保密管理人员制作" />
          )
        }
      </Loaded>
    </div>
  )
}

export default function Rehearsal() {
  return (
    <UndertakingGate>
      <Shown />
    </UndertakingGate>
  )
}
