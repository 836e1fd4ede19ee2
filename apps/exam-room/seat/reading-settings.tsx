import { useEffect, useState } from 'react'

const sizes = [
  { pixels: 18, word: '标准' },
  { pixels: 20, word: '大' },
  { pixels: 24, word: '特大' },
  { pixels: 32, word: '超大' },
] as const

const stored = (key: string, fallback: string): string => localStorage.getItem(key) ?? fallback

export interface Reading {
  readonly size: number
  readonly isHigh: boolean
  /** One step larger or smaller. */
  step(by: 1 | -1): void
  setSize(pixels: number): void
  turnContrast(): void
}

/** Letter size in four steps and high contrast; remembered by the machine. */
export const useReading = (): Reading => {
  const [size, setSize] = useState(() => Number(stored('letter-size', '20')))
  const [contrast, setContrast] = useState(() => stored('contrast', 'normal'))
  useEffect(() => {
    document.documentElement.style.setProperty('--letter', `${size}px`)
    document.documentElement.dataset.contrast = contrast
    localStorage.setItem('letter-size', String(size))
    localStorage.setItem('contrast', contrast)
  }, [size, contrast])
  return {
    size,
    isHigh: contrast === 'high',
    setSize,
    step: (by) => {
      const at = sizes.findIndex(({ pixels }) => pixels === size)
      setSize(sizes[Math.min(sizes.length - 1, Math.max(0, at + by))]?.pixels ?? 20)
    },
    turnContrast: () => setContrast((now) => (now === 'high' ? 'normal' : 'high')),
  }
}

export const ReadingSettings = ({ reading }: { readonly reading: Reading }) => (
  <fieldset className="reading row">
    <legend className="unseen">阅读设置</legend>
    <span className="soft">字号</span>
    {sizes.map(({ pixels, word }) => (
      <button
        key={pixels}
        type="button"
        aria-pressed={reading.size === pixels}
        onClick={() => reading.setSize(pixels)}
      >
        {word}
      </button>
    ))}
    <button type="button" aria-pressed={reading.isHigh} onClick={reading.turnContrast}>
      高对比
    </button>
  </fieldset>
)
