import { useState } from 'react'
import type * as practical from '#modules/scoring/practical.contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { RefusalCard } from '../../../kit/refusal-card.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { scoringRefusals } from '../../../refusals/scoring.ts'
import { PointRow, type Writing } from './point-row.tsx'
import type { SheetInput, Waiting } from './sheet-queue.ts'
import { isSigned, SignaturePad } from './signature-pad.tsx'

type Pad = ReplyOf<typeof practical.pad>
type Form = NonNullable<Pad['form']>
export type PadCandidate = Pad['candidates'][number]

const checkNames = ['身份证', '准考证', '工卡量具', '原材料'] as const

interface VetoPlace {
  readonly item: Form['vetoItems'][number]
  /** Null where the whole test is hit. */
  readonly module: string | null
  readonly place: string
}

export const Vetoes = ({ form, writing }: { readonly form: Form; readonly writing: Writing }) => {
  const { input, locked, write } = writing
  const places = form.vetoItems.flatMap((item): readonly VetoPlace[] =>
    item.scope === 'exam'
      ? [{ item, module: null, place: '' }]
      : form.modules.map(({ code }, at) => ({ item, module: code, place: `（模块${at + 1}）` })),
  )
  const has = (code: string, module: string | null) =>
    input.vetoes.some((veto) => veto.code === code && veto.module === module)
  const toggle = (code: string, module: string | null) => {
    const rest = input.vetoes.filter((veto) => veto.code !== code || veto.module !== module)
    write({ ...input, vetoes: has(code, module) ? rest : [...rest, { code, module }] }, null)
  }
  return (
    <details className="panel">
      <summary>否决项{input.vetoes.length > 0 && `（已勾选 ${input.vetoes.length} 项）`}</summary>
      {places.map(({ item, module, place }) => (
        <label key={`${item.code}${module}`} className="choice pad-choice">
          <input
            type="checkbox"
            disabled={locked}
            checked={has(item.code, module)}
            onChange={() => toggle(item.code, module)}
          />
          <span>
            {item.text}
            {place}
            <small>{item.effect}</small>
          </span>
        </label>
      ))}
    </details>
  )
}

const Checks = ({ writing }: { readonly writing: Writing }) => {
  const { input, locked, write } = writing
  const toggle = (name: (typeof checkNames)[number]) =>
    write(
      {
        ...input,
        checks: input.checks.includes(name)
          ? input.checks.filter((each) => each !== name)
          : [...input.checks, name],
      },
      null,
    )
  return (
    <fieldset className="panel check-row">
      <legend>入场核对</legend>
      {checkNames.map((name) => (
        <label key={name} className="choice pad-choice">
          <input
            type="checkbox"
            disabled={locked}
            checked={input.checks.includes(name)}
            onChange={() => toggle(name)}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}

const LockDialog = (props: {
  readonly open: boolean
  readonly name: string
  readonly onClose: () => void
  readonly onLock: (signature: string) => void
}) => {
  const [path, setPath] = useState('')
  return (
    <Dialog
      title={`提交${props.name}的评分`}
      open={props.open}
      onClose={props.onClose}
      actions={
        <Button disabled={!isSigned(path)} onClick={() => props.onLock(path)}>
          签名并提交
        </Button>
      }
    >
      <p>提交后不能再改，确有错误须按成绩更正程序办理。请签名：</p>
      <SignaturePad value={path} onDraw={setPath} />
    </Dialog>
  )
}

const sum = (form: Form, input: SheetInput): number =>
  form.modules
    .flatMap(({ scoringPoints }) => scoringPoints)
    .reduce((total, { code }) => total + (input.points[code] ?? 0), 0)

/** One candidate's sheet: checks, modules with their points, vetoes, and the signature that locks it. */
export const ScoreSheet = (props: {
  readonly form: Form
  readonly candidate: PadCandidate
  readonly input: SheetInput
  readonly waiting: Waiting | undefined
  /** The server has taken the signed sheet, though the last reading may not show it yet. */
  readonly taken: boolean
  readonly steps: Pad['steps']
  readonly write: Writing['write']
  readonly onReload: () => void
}) => {
  const { form, candidate, input, waiting, write } = props
  const [asking, setAsking] = useState(false)
  const isSent = waiting?.signature != null && waiting.refusal === null
  const locked = candidate.mySheet?.state === 'locked' || props.taken || isSent
  const isClosed = candidate.stationOpen.length > 0
  const writing = { input, locked: locked || isClosed, write }
  const stepOf = (code: string) => props.steps.find(({ module }) => module === code)?.examinerName
  const points = form.modules.flatMap(({ scoringPoints }) => scoringPoints)
  const open = points.filter(({ code }) => input.points[code] === undefined).length
  return (
    <section className="stack" aria-label={`${candidate.name}的评分记录表`}>
      <header className="row pad-head">
        <h2>
          {candidate.seatNumber} 号工位　{candidate.name}
        </h2>
        <span className="quiet">{candidate.documentMasked}</span>
      </header>
      {waiting?.refusal && (
        <>
          <RefusalCard refusal={waiting.refusal} book={scoringRefusals} />
          <div>
            <Button kind="plain" onClick={props.onReload}>
              放弃本机改动，读取服务器上的评分
            </Button>
          </div>
        </>
      )}
      {isClosed && (
        <p className="panel pad-warning">
          {candidate.seatNumber} 号工位还没有检查合格：{candidate.stationOpen.join('、')}。检查后才能评分。
        </p>
      )}
      <Checks writing={writing} />
      {form.modules.map((module, at) => (
        <section key={module.code} className="panel stack">
          <h3>
            模块{at + 1}　{module.name}{' '}
            <span className="quiet">
              配分 {module.maxScore}　时间 {module.minutes} 分钟
              {stepOf(module.code) && `　负责考评员 ${stepOf(module.code)}`}
            </span>
          </h3>
          <ul className="point-list">
            {module.scoringPoints.map((point) => (
              <PointRow key={point.code} point={point} step={form.scoreStep} writing={writing} />
            ))}
          </ul>
        </section>
      ))}
      <Vetoes form={form} writing={writing} />
      <footer className="pad-foot">
        <strong>合计 {sum(form, input)} 分</strong>
        {open > 0 ? <StatusTag tone="todo">还有 {open} 项未评</StatusTag> : null}
        {locked ? (
          <StatusTag tone="done">已签名提交</StatusTag>
        ) : (
          <Button disabled={open > 0} onClick={() => setAsking(true)}>
            签名提交
          </Button>
        )}
      </footer>
      <LockDialog
        open={asking}
        name={candidate.name}
        onClose={() => setAsking(false)}
        onLock={(signature) => {
          setAsking(false)
          write(input, signature)
        }}
      />
    </section>
  )
}
