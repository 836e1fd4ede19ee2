import { useEffect, useRef } from 'react'

const keys = [
  ['A 至 H', '选择或取消该选项'],
  ['↑ ↓ 与空格', '在选项间移动，空格选择'],
  ['← →', '上一题、下一题'],
  ['回车', '下一题'],
  ['M', '标记或取消标记'],
  ['P', '放大查看本题图片'],
  ['＋ －', '调整字号'],
  ['Tab', '移到答题卡、阅读设置、交卷等按钮，回车或空格按下'],
  ['?', '打开本说明，Esc 关闭'],
] as const

const aidKeys = { calculator: ['K', '打开或收起计算器'], scratch: ['N', '打开或收起草稿区'] } as const

/** Everything that can be done without a mouse. */
export const HelpDialog = ({
  aids,
  close,
}: {
  readonly aids: { readonly calculator: boolean; readonly scratch: boolean }
  readonly close: () => void
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const lines = [
    ...keys,
    ...(aids.calculator ? [aidKeys.calculator] : []),
    ...(aids.scratch ? [aidKeys.scratch] : []),
  ]
  return (
    <dialog ref={dialog} className="stack" aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">键盘操作说明</h2>
      <dl className="keys">
        {lines.map(([key, text]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div className="row end">
        <button type="button" className="primary" onClick={close}>
          知道了
        </button>
      </div>
    </dialog>
  )
}
