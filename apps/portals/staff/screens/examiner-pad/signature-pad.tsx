import { type PointerEvent, useRef, useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import './examiner-pad.css'

const box = { width: 300, height: 120 }

/** A signature by finger, pen or mouse, as a path in a box of 300 by 120; empty until something is drawn. */
export const SignaturePad = ({
  value,
  onDraw,
}: {
  readonly value: string
  readonly onDraw: (path: string) => void
}) => {
  const [drawing, setDrawing] = useState(false)
  const element = useRef<SVGSVGElement>(null)
  const placeOf = (event: PointerEvent) => {
    const { left, top, width, height } = element.current!.getBoundingClientRect()
    const x = Math.round(((event.clientX - left) / width) * box.width)
    const y = Math.round(((event.clientY - top) / height) * box.height)
    return `${x} ${y}`
  }
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrawing(true)
    onDraw(`${value}${value && ' '}M ${placeOf(event)}`)
  }
  return (
    <div className="stack">
      <svg
        ref={element}
        className="signature-box"
        viewBox={`0 0 ${box.width} ${box.height}`}
        role="img"
        aria-label="签名区，请用手指书写姓名"
        onPointerDown={begin}
        onPointerMove={(event) => drawing && onDraw(`${value} L ${placeOf(event)}`)}
        onPointerUp={() => setDrawing(false)}
        onPointerCancel={() => setDrawing(false)}
      >
        <path d={value} />
      </svg>
      <div>
        <Button kind="plain" onClick={() => onDraw('')}>
          重写
        </Button>
      </div>
    </div>
  )
}

/** What counts as a signature: a few strokes, not a dot. */
export const isSigned = (path: string): boolean => path.length >= 20
