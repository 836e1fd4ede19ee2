import { useState } from 'react'

const key = 'elder'
const root = document.documentElement

const remembered = (): boolean => {
  try {
    return localStorage.getItem(key) === 'yes'
  } catch {
    return false
  }
}

const apply = (elder: boolean) => root.toggleAttribute('data-elder', elder)
apply(remembered())

/** 长者版: 20 px type, larger targets, one column; kept on this device. */
export const ElderSwitch = () => {
  const [elder, setElder] = useState(remembered)
  const turn = () => {
    apply(!elder)
    setElder(!elder)
    try {
      localStorage.setItem(key, elder ? 'no' : 'yes')
    } catch {
      // A browser that keeps nothing still shows the larger type now.
    }
  }
  return (
    <button type="button" className="button link" onClick={turn}>
      {elder ? '标准版' : '长者版'}
    </button>
  )
}
