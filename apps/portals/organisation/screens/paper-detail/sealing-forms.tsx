import { useState } from 'react'
import type * as custody from '#modules/itembank/custody/contract.ts'
import type * as papers from '#modules/itembank/paper/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand, useQuery } from '../../../kit/client.ts'
import { fieldError, Input } from '../../../kit/fields.tsx'
import { Loaded, Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { type FormProps, finish } from './finish.ts'

type Limits = NonNullable<ReplyOf<typeof custody.paperCustody>['sealing']>

const useCustody = (paperId: string) =>
  useQuery<typeof custody.paperCustody>('itembank.paperCustody', { paperId })

const namesOf = ({ custodians }: FormProps['paper']) => custodians.map(({ name }) => name).join('、')

const Seal = ({ paper, onDone, limits }: FormProps & { readonly limits: Limits }) => {
  const seal = useCommand<typeof papers.sealPaper>('itembank.sealPaper')
  const [threshold, setThreshold] = useState(String(limits.leastThreshold))
  const [lead, setLead] = useState(String(limits.mostLeadMinutes))
  const [place, setPlace] = useState('保密室')
  const close = async () => {
    const { paperId, version } = paper
    const input = { paperId, version, threshold: Number(threshold), leadMinutes: Number(lead), place }
    finish(await seal.run(input), '已密封', onDone)
  }
  return (
    <div className="stack">
      <p>保管人：{namesOf(paper)}。密封后，没有保管人到场谁也打不开。</p>
      <Input
        label="启封须到场人数"
        type="number"
        min={limits.leastThreshold}
        max={paper.custodians.length}
        value={threshold}
        onText={setThreshold}
        error={fieldError(seal.refusal, 'threshold')}
        required
      />
      <Input
        label="开考前多少分钟可启封"
        type="number"
        min={0}
        max={limits.mostLeadMinutes}
        value={lead}
        onText={setLead}
        error={fieldError(seal.refusal, 'leadMinutes')}
        hint={`不超过${limits.mostLeadMinutes}分钟`}
        required
      />
      <Input label="密封地点" value={place} onText={setPlace} hint="同时登记为载体存放地点" required />
      <p className="quiet">
        启封人数和提前时间按本批次适用的文件 <ClauseChips ids={limits.clauses} />
      </p>
      <div>
        <Button busy={seal.pending} onClick={close}>
          密封
        </Button>
      </div>
      <Trouble of={seal} book={itembankRefusals} />
    </div>
  )
}

/** The ceremony of the seal: who keeps, how many open, from when. */
export const SealForm = (props: FormProps) => (
  <Loaded of={useCustody(props.paper.paperId)} book={itembankRefusals}>
    {({ sealing }) => (sealing ? <Seal {...props} limits={sealing} /> : <p>本场考试已不存在。</p>)}
  </Loaded>
)

/** A package without content: the custodians find out before the day whether they know their passphrases. */
export const RehearsalForm = ({ paper, onDone }: FormProps) => {
  const seal = useCommand<typeof papers.sealRehearsal>('itembank.sealRehearsal')
  const [threshold, setThreshold] = useState('2')
  const go = async () => {
    const { paperId, version } = paper
    finish(await seal.run({ paperId, version, threshold: Number(threshold) }), '演练包已制作', onDone)
  }
  return (
    <div className="stack">
      <p>演练包不含试题，使用同一场次、同样的保管人和口令：{namesOf(paper)}。任何时候都可演练启封。</p>
      <Input
        label="启封须到场人数"
        type="number"
        min={2}
        max={paper.custodians.length}
        value={threshold}
        onText={setThreshold}
        error={fieldError(seal.refusal, 'threshold')}
        required
      />
      <div>
        <Button busy={seal.pending} onClick={go}>
          制作演练包
        </Button>
      </div>
      <Trouble of={seal} book={itembankRefusals} />
    </div>
  )
}

export const OpenRehearsalLink = ({ paper }: FormProps) => (
  <div className="stack">
    <p>请各保管人到场，在同一台设备上依次输入本人的口令。</p>
    <div>
      <ButtonLink to={`/papers/${paper.paperId}/rehearsal`}>开始演练</ButtonLink>
    </div>
  </div>
)

/** The package goes to the rooms. */
export const DispatchForm = ({ paper, onDone }: FormProps) => {
  const send = useCommand<typeof custody.dispatchPaper>('itembank.dispatchPaper')
  const [place, setPlace] = useState('考务办公室')
  const [note, setNote] = useState('')
  const { paperId, version } = paper
  const go = async () => finish(await send.run({ paperId, version, place, note }), '已下发', onDone)
  return (
    <div className="stack">
      <p>电子试卷包下发到本场各考场；到启封时间前谁也打不开。</p>
      <Input label="下发地点" value={place} onText={setPlace} required />
      <Input label="说明" value={note} onText={setNote} />
      <div>
        <Button busy={send.pending} disabled={place.length < 2} onClick={go}>
          下发
        </Button>
      </div>
      <Trouble of={send} book={itembankRefusals} />
    </div>
  )
}

type MakeProps = FormProps & { readonly of: ReplyOf<typeof custody.paperCustody> }

const Make = ({ paper, onDone, of }: MakeProps) => {
  const make = useCommand<typeof custody.makePackages>('itembank.makePackages')
  const [place, setPlace] = useState('')
  const [spares, setSpares] = useState('')
  const [minutes, setMinutes] = useState('5')
  const go = async () => {
    const { paperId, version } = paper
    const own = {
      ...(of.spares === null && spares !== '' && { spares: Number(spares) }),
      ...(!of.openingStated && { openMinutesBefore: Number(minutes) }),
    }
    finish(await make.run({ paperId, version, place, ...own }), '已制作试卷袋', onDone)
  }
  return (
    <div className="stack">
      <p>
        按考场人数{of.spares !== null && `加${of.spares}份备用卷`}，为{of.rooms.length}
        个考场各制作一个试卷袋。
        {of.spares !== null && <ClauseChips ids={['HN-2.3.4-06']} />}
      </p>
      <Input label="制作地点" value={place} onText={setPlace} required />
      {of.spares === null && (
        <Input
          label="每个考场的备用卷份数"
          type="number"
          min={0}
          value={spares}
          onText={setSpares}
          error={fieldError(make.refusal, 'spares')}
          hint="文件未规定，由本单位确定"
          required
        />
      )}
      {!of.openingStated && (
        <Input
          label="开考前多少分钟启封"
          type="number"
          min={0}
          value={minutes}
          onText={setMinutes}
          hint="文件未规定，由本单位确定"
          required
        />
      )}
      <div>
        <Button busy={make.pending} disabled={place.length < 2} onClick={go}>
          制作
        </Button>
      </div>
      <Trouble of={make} book={itembankRefusals} />
    </div>
  )
}

/** One package for each room, for an examination on paper. */
export const MakePackagesForm = (props: FormProps) => (
  <Loaded of={useCustody(props.paper.paperId)} book={itembankRefusals}>
    {(of) => <Make {...props} of={of} />}
  </Loaded>
)
