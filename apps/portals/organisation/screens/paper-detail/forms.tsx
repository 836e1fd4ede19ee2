import { type ReactNode, useState } from 'react'
import type * as papers from '#modules/itembank/paper/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { instantText } from '../../../kit/day-text.ts'
import { fieldError, Input, Select, TextArea } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { type FormProps, finish } from './finish.ts'
import { OpenPrintForm } from './open-print.tsx'
import { Preview } from './preview.tsx'
import {
  DispatchForm,
  MakePackagesForm,
  OpenRehearsalLink,
  RehearsalForm,
  SealForm,
} from './sealing-forms.tsx'

const Review = ({ paper: { paperId, version, title }, onDone }: FormProps) => {
  const review = useCommand<typeof papers.reviewPaper>('itembank.reviewPaper')
  const pass = async () => finish(await review.run({ paperId, version }), '已审核', onDone)
  return (
    <div className="stack">
      <p>确认“{title}”的题目、答案和分值无误。审核后不能再改，只能作废。</p>
      <div>
        <Button busy={review.pending} onClick={pass}>
          审核通过
        </Button>
      </div>
      <Trouble of={review} book={itembankRefusals} />
    </div>
  )
}

const Bind = ({ paper: { paperId, version, openSessions }, onDone }: FormProps) => {
  const bind = useCommand<typeof papers.bindPaper>('itembank.bindPaper')
  const [sessionId, setSession] = useState('')
  const give = async () => finish(await bind.run({ paperId, version, sessionId }), '已指定场次', onDone)
  return (
    <div className="stack">
      <Select
        label="场次"
        value={sessionId}
        onText={setSession}
        required
        hint={
          openSessions.length === 0
            ? '没有待指定试卷的场次；考务编排公布后，本职业等级的理论场次会列在这里。'
            : '指定后不能改；同一场的各考场共用这份试卷。'
        }
        choices={openSessions.map((one) => ({
          value: one.sessionId,
          label: `${one.batchName} 第${one.number}场 ${instantText(one.startsAt)}`,
        }))}
      />
      <div>
        <Button busy={bind.pending} disabled={sessionId === ''} onClick={give}>
          指定
        </Button>
      </div>
      <Trouble of={bind} book={itembankRefusals} />
    </div>
  )
}

const TakeCustody = ({ paper: { paperId }, onDone }: FormProps) => {
  const take = useCommand<typeof papers.takeCustody>('itembank.takeCustody')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const differs = again !== '' && again !== passphrase
  const keep = async () => finish(await take.run({ paperId, passphrase }), '口令已设置', onDone)
  return (
    <div className="stack">
      <p>口令只有本人知道，考试当日由本人到考场输入。忘记口令的试卷无法启封，须另行组卷。</p>
      <Input
        label="保管口令"
        type="password"
        autoComplete="new-password"
        value={passphrase}
        onText={setPassphrase}
        error={fieldError(take.refusal, 'passphrase')}
        hint="不少于10个字符，至少含两类字符"
        required
      />
      <Input
        label="再输一次"
        type="password"
        autoComplete="new-password"
        value={again}
        onText={setAgain}
        error={differs ? '两次输入不一致。' : undefined}
        required
      />
      <div>
        <Button busy={take.pending} disabled={passphrase === '' || passphrase !== again} onClick={keep}>
          设置口令
        </Button>
      </div>
      <Trouble of={take} book={itembankRefusals} />
    </div>
  )
}

const Void = ({ paper: { paperId, version }, onDone }: FormProps) => {
  const drop = useCommand<typeof papers.voidPaper>('itembank.voidPaper')
  const [reason, setReason] = useState('')
  const go = async () => finish(await drop.run({ paperId, version, reason }), '已作废', onDone)
  return (
    <div className="stack">
      <TextArea
        label="作废原因"
        value={reason}
        onText={setReason}
        error={fieldError(drop.refusal, 'reason')}
        required
      />
      <div>
        <Button kind="danger" busy={drop.pending} disabled={reason.trim().length < 2} onClick={go}>
          作废
        </Button>
      </div>
      <Trouble of={drop} book={itembankRefusals} />
    </div>
  )
}

const forms: { readonly [action: string]: (props: FormProps) => ReactNode } = {
  'itembank.previewPaper': Preview,
  'itembank.reviewPaper': Review,
  'itembank.bindPaper': Bind,
  'itembank.takeCustody': TakeCustody,
  'itembank.sealPaper': SealForm,
  'itembank.sealRehearsal': RehearsalForm,
  'itembank.openRehearsal': OpenRehearsalLink,
  'itembank.openPrintPaper': OpenPrintForm,
  'itembank.makePackages': MakePackagesForm,
  'itembank.dispatchPaper': DispatchForm,
  'itembank.voidPaper': Void,
}

/** The form behind one of the paper's actions. */
export const formOf = (action: string, props: FormProps): ReactNode => {
  const Form = forms[action]
  return Form ? <Form {...props} /> : null
}
