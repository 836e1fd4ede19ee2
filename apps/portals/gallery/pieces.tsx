import { type ReactNode, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { useCommand } from '../kit/client.ts'
import { Dialog } from '../kit/dialog.tsx'
import { DocumentCard } from '../kit/document-card.tsx'
import { FactList, Trail } from '../kit/facts.tsx'
import { Checkbox, fieldError, Input, Radio, Select, TextArea } from '../kit/fields.tsx'
import { Histogram } from '../kit/histogram.tsx'
import { JobProgress } from '../kit/job-progress.tsx'
import { Trouble } from '../kit/loaded.tsx'
import { DayText, Instant } from '../kit/moment.tsx'
import { Pager } from '../kit/pager.tsx'
import { PersonLine } from '../kit/person-line.tsx'
import { RefusalCard } from '../kit/refusal-card.tsx'
import { defineRefusals } from '../kit/refusals.ts'
import type { Seat } from '../kit/room-geometry.ts'
import { SeatMap } from '../kit/seat-map.tsx'
import { StageRibbon } from '../kit/stage-ribbon.tsx'
import { EmptyState, ErrorState, LoadingState } from '../kit/states.tsx'
import { StatusTag } from '../kit/status-tag.tsx'
import { say } from '../kit/toast.tsx'
import { Fault } from '../kit/transport.ts'
import { ReaderFrame } from '../reader/shell.tsx'
import { StepFrame } from '../reader/step-frame.tsx'
import type * as sample from './sample.contract.ts'
import { bars, documents, refusal, room, seats, segments } from './sample.ts'

const book = defineRefusals<(typeof sample)[keyof typeof sample]>()({
  LEAD_TIME_SHORT: { what: '计划未能提交', remedy: () => ({ label: '修改报名时间', to: '/' }) },
  EARLIER_BATCH_OPEN: { what: '计划未能提交' },
})

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="panel stack">
    <h2>{title}</h2>
    {children}
  </section>
)

const Form = () => {
  const [text, setText] = useState('')
  const [pick, setPick] = useState<'one' | 'two' | null>('one')
  const [agree, setAgree] = useState(false)
  const wrong = { ...refusal, field: 'phone', sentence: '手机号码应为 11 位数字。' }
  return (
    <>
      <Input label="姓名" hint="与证件一致" value={text} onText={setText} required />
      <Input label="手机号码" value="1380000" onText={() => {}} error={fieldError(wrong, 'phone')} />
      <Select label="申报等级" value="" onText={() => {}} choices={[{ value: '4', label: '四级/中级工' }]} />
      <Radio
        label="申报条件"
        value={pick}
        onPick={setPick}
        choices={[
          { value: 'one', label: '取得五级证书后累计工作满 3 年', hint: '须上传证书和工作证明' },
          { value: 'two', label: '累计工作满 5 年' },
        ]}
      />
      <TextArea label="情况说明" value="" onText={() => {}} />
      <Checkbox label="本人承诺所填内容真实" checked={agree} onCheck={setAgree} />
    </>
  )
}

const Submit = () => {
  const submit = useCommand<typeof sample.sampleSubmit>('sample.submit')
  const [open, setOpen] = useState(false)
  return (
    <>
      <div className="row">
        <Button busy={submit.pending} onClick={() => submit.run({ batchId: '1' })}>
          提交计划
        </Button>
        <Button kind="plain" onClick={() => setOpen(true)}>
          打开对话框
        </Button>
        <Button kind="danger" onClick={() => say('已撤回')}>
          撤回
        </Button>
        <Button disabled>不可用</Button>
      </div>
      <Trouble of={submit} book={book} />
      <Dialog
        title="提交计划"
        open={open}
        onClose={() => setOpen(false)}
        actions={<Button onClick={() => setOpen(false)}>知道了</Button>}
      >
        提交后由市级中心确认，确认前可以撤回。
      </Dialog>
    </>
  )
}

const Room = () => {
  const [seat, setSeat] = useState<Seat | null>(null)
  return <SeatMap title="第 3 考场" room={room} seats={seats} selected={seat} onSelect={setSeat} />
}

const People = () => (
  <>
    <PersonLine name="李𫖮" number="370103********2149" roles={['考评员', '组长']} trace="/" />
    <FactList
      facts={[
        { label: '报名截止', value: <DayText on="2026-12-07" />, clauses: ['SDS-3.1-01'] },
        { label: '提交人', value: '王静' },
        { label: '提交时间', value: <Instant at="2026-11-20T01:00:00Z" /> },
      ]}
    />
    <Trail
      of={[
        { id: '1', at: '2026-11-20T01:00:00Z', who: '王静', what: '提交计划', clauses: ['SDS-3.1-01'] },
        { id: '2', at: '2026-11-21T02:30:00Z', who: '市级中心 赵军', what: '确认计划' },
      ]}
    />
  </>
)

/** Every piece of the kit at once, for the eye and for the accessibility check. */
export const Pieces = () => (
  <ReaderFrame title="界面件陈列">
    <h1>界面件</h1>
    <Part title="阶段带">
      <StageRibbon segments={segments} />
    </Part>
    <Part title="拒绝">
      <RefusalCard refusal={refusal} book={book} />
      <Submit />
    </Part>
    <Part title="状态">
      <p className="row">
        <StatusTag tone="todo">待办</StatusTag>
        <StatusTag tone="running">进行中</StatusTag>
        <StatusTag tone="done">已完成</StatusTag>
        <StatusTag tone="refused">已退回</StatusTag>
        <StatusTag tone="idle">未开始</StatusTag>
      </p>
      <EmptyState title="没有待审核的报名" />
      <ErrorState fault={new Fault(false, '20261120-0007')} again={() => {}} />
      <LoadingState />
    </Part>
    <Part title="人员、事实与经过">
      <People />
    </Part>
    <Part title="文书与任务">
      {documents.map((document) => (
        <DocumentCard key={document.title} {...document} />
      ))}
      <JobProgress jobId="1" />
      <Pager total={212} page={2} pageSize={20} onPage={() => {}} />
    </Part>
    <Part title="座位图">
      <Room />
    </Part>
    <Part title="分数分布">
      <Histogram title="理论成绩分布" bars={bars} />
    </Part>
    <Part title="填写">
      <Form />
    </Part>
    <StepFrame
      steps={['实名信息', '照片', '申报条件', '承诺', '核对提交']}
      current={2}
      savedAt="2026-12-01T01:12:00Z"
      actions={
        <>
          <Button kind="plain">上一步</Button>
          <Button>下一步</Button>
        </>
      }
    >
      <p>请选择您符合的申报条件。</p>
    </StepFrame>
  </ReaderFrame>
)
