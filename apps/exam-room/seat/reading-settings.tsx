import { useEffect, useState } from 'react'

const sizes = [
  { pixels: 18, word: '标准' },
  { pixels: 20, word: '大' },
  { pixels: 24, word: '特大' },
] as const

const stored = (key: string, fallback: string): string => localStorage.getItem(key) ?? fallback

/** Letter size 18, 20 or 24 and high contrast; remembered by the machine. */
export const ReadingSettings = () => {
  const [size, setSize] = useState(() => Number(stored('letter-size', '20')))
  const [contrast, setContrast] = useState(() => stored('contrast', 'normal'))
  useEffect(() => {
    document.documentElement.style.setProperty('--letter', `${size}px`)
    document.documentElement.dataset.contrast = contrast
    localStorage.setItem('letter-size', String(size))
    localStorage.setItem('contrast', contrast)
  }, [size, contrast])
  const high = contrast === 'high'
  return (
    <fieldset className="reading row">
      <legend className="unseen">阅读设置</legend>
      <span className="soft">字号</span>
      {sizes.map(({ pixels, word }) => (
        <button key={pixels} type="button" aria-pressed={size === pixels} onClick={() => setSize(pixels)}>
          {word}
        </button>
      ))}
      <button type="button" aria-pressed={high} onClick={() => setContrast(high ? 'normal' : 'high')}>
        高对比
      </button>
    </fieldset>
  )
}
