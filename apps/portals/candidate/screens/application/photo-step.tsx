import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import type * as enrolment from '#modules/enrolment/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Trouble } from '../../../kit/loaded.tsx'
import { fileAddress } from '../../../kit/upload.ts'
import { enrolmentRefusals } from '../../../refusals/enrolment.ts'
import { compressed, drawFramed, type Framing } from './picture.ts'
import { sendFile } from './send-file.ts'
import type { StepProps } from './step.ts'

const centred: Framing = { zoom: 1, x: 0, y: 0 }

const Sliders = ({
  framing,
  onFraming,
}: {
  readonly framing: Framing
  readonly onFraming: (framing: Framing) => void
}) => (
  <>
    {(
      [
        ['zoom', '缩放', 1, 3],
        ['x', '左右', -1, 1],
        ['y', '上下', -1, 1],
      ] as const
    ).map(([key, title, min, max]) => (
      <label key={key} className="slider">
        {title}
        <input
          type="range"
          min={min}
          max={max}
          step={0.01}
          value={framing[key]}
          onChange={(event) => onFraming({ ...framing, [key]: Number(event.target.value) })}
        />
      </label>
    ))}
  </>
)

/** Cuts and compresses the photo here, with its size shown while it changes; the server checks it again (SDS-3.2-04, -05). */
export const PhotoStep = ({ application, onSaved }: StepProps) => {
  const { photoRule } = application
  const attach = useCommand<typeof enrolment.attach>('enrolment.attach')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [picture, setPicture] = useState<ImageBitmap | null>(null)
  const [framing, setFraming] = useState(centred)
  const [ready, setReady] = useState<Blob | null>(null)
  const [unreadable, setUnreadable] = useState(false)

  useEffect(() => {
    if (!picture || !canvas.current) return
    let isCurrent = true
    drawFramed(canvas.current, picture, framing)
    void compressed(canvas.current, photoRule.maxBytes).then((blob) => isCurrent && setReady(blob))
    return () => {
      isCurrent = false
    }
  }, [picture, framing, photoRule.maxBytes])

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    try {
      setPicture(await createImageBitmap(file))
      setFraming(centred)
      setUnreadable(false)
    } catch {
      setUnreadable(true)
    }
  }
  const save = async () => {
    if (ready && (await sendFile({ application, attach, kind: 'photo', blob: ready, name: '照片.jpg' }))) {
      setPicture(null)
      onSaved()
    }
  }
  const kilobytes = ready ? (ready.size / 1024).toFixed(1) : null
  return (
    <>
      <p>
        近期彩色白底证件照，JPG 格式，不超过 {Math.floor(photoRule.maxBytes / 1024)}{' '}
        KB。请选一张清晰的照片，在这里裁剪，系统自动压缩。
        <ClauseChips ids={photoRule.clauses} />
      </p>
      {!picture && application.photo && (
        <figure className="photo-frame">
          <img src={`${fileAddress(application.photo)}?inline=yes`} alt="已提交的照片" width={150} />
          <figcaption className="quiet">已提交的照片</figcaption>
        </figure>
      )}
      {application.photoWarnings.map((words) => (
        <p key={words} className="field-error">
          {words}可以提交，由审核人员认定；建议更换。
        </p>
      ))}
      {picture && (
        <section className="stack">
          <canvas ref={canvas} width={photoRule.width} height={photoRule.height} className="photo-canvas" />
          <Sliders framing={framing} onFraming={setFraming} />
          <p role="status">
            {kilobytes === null
              ? '正在压缩…'
              : `压缩后 ${kilobytes} KB（上限 ${Math.floor(photoRule.maxBytes / 1024)} KB）`}
          </p>
          <Button busy={attach.pending} disabled={!ready} onClick={save}>
            使用这张照片
          </Button>
        </section>
      )}
      {unreadable && <p className="field-error">这个文件不是可以识别的图片，请换一张。</p>}
      <label className="button plain">
        {application.photo || picture ? '换一张' : '选择或拍摄照片'}
        <input type="file" accept="image/*" className="unseen" onChange={choose} />
      </label>
      <Trouble of={attach} book={enrolmentRefusals} />
    </>
  )
}
