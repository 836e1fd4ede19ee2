import { useState } from 'react'
import type { PreflightResult } from '#modules/delivery/core/preflight.ts'
import { CheckTable, CheckTicks } from '../check-table.tsx'
import type { RoomView } from '../room.port.ts'
import type { Desk } from './desk.ts'

const resultWords = ({ passed, lines }: PreflightResult): string => {
  const short = lines.filter((line) => !line.passed).length
  return `${passed ? '可以开考' : '不能开考'}${short > 0 ? `（${short} 项未达标）` : ''}`
}

const sight = ['clock', 'camera'] as const

/** SDS-4.4-16, SDE-4.6-06: the check before the examination at the desk, whoever serves the room. */
export const CheckPanel = ({ desk, room }: { readonly desk: Desk; readonly room: RoomView }) => {
  const { preflight } = room
  const [busy, setBusy] = useState(false)
  const [open, setOpen] = useState(false)
  const submit = async (form: FormData) => {
    const confirmed = sight.filter((one) => form.getAll('confirmed').includes(one))
    setBusy(true)
    const isDone = await desk.order({
      type: 'preflight',
      confirmed,
      reason: String(form.get('reason') ?? '').trim(),
    })
    setBusy(false)
    if (isDone) setOpen(false)
  }
  return (
    <section className="stack" aria-label="考前自检">
      {preflight && (
        <details open={!preflight.passed}>
          <summary>考前自检：{resultWords(preflight)}</summary>
          <CheckTable check={preflight} />
        </details>
      )}
      {preflight?.passed === false && (
        <p role="alert">本场与中心下发的不一致，不能开始签到。请处理后重新自检。</p>
      )}
      {open ? (
        <form
          className="reason stack"
          onSubmit={(event) => {
            event.preventDefault()
            submit(new FormData(event.currentTarget))
          }}
        >
          <CheckTicks />
          <label className="field">
            未达标项目的说明
            <input name="reason" autoComplete="off" placeholder="全部达标的不填" />
          </label>
          <div className="row end">
            <button type="button" onClick={() => setOpen(false)}>
              取消
            </button>
            <button type="submit" className="primary" disabled={busy}>
              {busy ? '正在检查……' : '开始自检'}
            </button>
          </div>
        </form>
      ) : (
        <button type="button" onClick={() => setOpen(true)}>
          {preflight ? '重新自检' : '考前自检'}
        </button>
      )}
    </section>
  )
}
