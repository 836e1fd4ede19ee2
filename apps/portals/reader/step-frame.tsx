import type { ReactNode } from 'react'
import { instantText } from '../kit/day-text.ts'
import { Icon } from '../kit/icons.tsx'

/** A task in numbered steps, each saved when left: where I am, what is saved, back and onward. */
export const StepFrame = (props: {
  /** `['实名信息', '照片', '申报条件', '承诺', '核对提交']` */
  readonly steps: readonly string[]
  /** From 0. */
  readonly current: number
  /** ISO instant of the last saving. */
  readonly savedAt?: string | null
  readonly onStep?: (step: number) => void
  readonly children: ReactNode
  /** Back and onward, at the foot. */
  readonly actions: ReactNode
}) => (
  <section className="step-frame">
    <ol className="steps" aria-label="步骤">
      {props.steps.map((title, step) => (
        <li
          key={title}
          className={step < props.current ? 'past' : step === props.current ? 'current' : ''}
          aria-current={step === props.current ? 'step' : undefined}
        >
          {step < props.current && props.onStep ? (
            <button type="button" onClick={() => props.onStep?.(step)}>
              <StepFace step={step} title={title} past />
            </button>
          ) : (
            <span>
              <StepFace step={step} title={title} past={step < props.current} />
            </span>
          )}
        </li>
      ))}
    </ol>
    <h1>
      第 {props.current + 1} 步　{props.steps[props.current]}
    </h1>
    <div className="stack">{props.children}</div>
    <footer className="step-foot">
      <span className="quiet" role="status">
        {props.savedAt ? `已保存 ${instantText(props.savedAt)}` : '每一步填完后自动保存'}
      </span>
      <span className="row">{props.actions}</span>
    </footer>
  </section>
)

const StepFace = (props: { readonly step: number; readonly title: string; readonly past: boolean }) => (
  <>
    <span className="step-dot">{props.past ? <Icon name="check" /> : props.step + 1}</span>
    <span className="step-title">
      {props.title}
      {props.past && <span className="unseen">（已完成）</span>}
    </span>
  </>
)
