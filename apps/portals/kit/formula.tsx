import { useEffect, useRef } from 'react'

/** A formula set as MathML; the typesetter is loaded when the first one is shown. A formula it cannot read shows its source. */
export const Formula = ({ latex }: { readonly latex: string }) => {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let live = true
    void import('temml').then(({ default: temml }) => {
      if (live && place.current) temml.render(latex, place.current, { throwOnError: false, trust: false })
    })
    return () => {
      live = false
    }
  }, [latex])
  return (
    <span ref={place} className="formula">
      {latex}
    </span>
  )
}
