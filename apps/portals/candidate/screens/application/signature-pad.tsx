import { type PointerEvent, useRef, useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import { sendFile } from './send-file.ts'
import type { StepProps } from './step.ts'

const at = (event: PointerEvent<HTMLCanvasElement>) => {
  const canvas = event.currentTarget
  const box = canvas.getBoundingClientRect()
  return [
    ((event.clientX - box.left) / box.width) * canvas.width,
    ((event.clientY - box.top) / box.height) * canvas.height,
  ] as const
}

/** The candidate's own signature, drawn by finger or mouse and kept as a PNG (SDS-3.2-07). */
export const SignaturePad = ({ application, onSaved }: StepProps) => {
  const attach = useCommand<typeof enrolment.attach>('enrolment.attach')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const [again, setAgain] = useState(application.signature === null)

  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = event.currentTarget.getContext('2d')
    if (!context) return
    event.currentTarget.setPointerCapture(event.pointerId)
    context.lineWidth = 5
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.beginPath()
    context.moveTo(...at(event))
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0) return
    const context = event.currentTarget.getContext('2d')
    context?.lineTo(...at(event))
    context?.stroke()
    setDrawn(true)
  }
  const clear = () => {
    const element = canvas.current
    element?.getContext('2d')?.clearRect(0, 0, element.width, element.height)
    setDrawn(false)
  }
  const save = () =>
    canvas.current?.toBlob(async (blob) => {
      if (blob && (await sendFile({ application, attach, kind: 'signature', blob, name: '签名.png' }))) {
        setAgain(false)
        setDrawn(false)
        onSaved()
      }
    }, 'image/png')
  if (!again && application.signature)
    return (
      <section className="panel stack">
        <h2>申报人签名</h2>
        <img
          src={`${fileAddress(application.signature)}?inline=yes`}
          alt="申报人签名"
          className="signature-shown"
        />
        <Button kind="plain" onClick={() => setAgain(true)}>
          重新签名
        </Button>
      </section>
    )
  return (
    <section className="panel stack">
      <h2>申报人签名</h2>
      <p className="quiet">请用手指或鼠标在框内签写本人姓名。</p>
      <canvas
        ref={canvas}
        width={900}
        height={300}
        className="signature-pad"
        aria-label="签名区"
        onPointerDown={begin}
        onPointerMove={draw}
      />
      <div className="row">
        <Button kind="plain" onClick={clear}>
          清除重写
        </Button>
        <Button busy={attach.pending} disabled={!drawn} onClick={save}>
          保存签名
        </Button>
      </div>
      <Trouble of={attach} book={enrolmentRefusals} />
    </section>
  )
}
