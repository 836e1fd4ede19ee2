import { Checkbox, type TableColumnsType } from 'antd'
import { useState } from 'react'

const read = (place: string): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : []
  } catch {
    return []
  }
}

const nameOf = (column: { readonly title?: unknown }) => String(column.title ?? '')

/** Which columns of a list are hidden, kept on this device. */
export const useColumnChoice = <T,>(list: string, columns: TableColumnsType<T>) => {
  const place = `columns ${list}`
  const [hidden, setHidden] = useState(() => read(place))
  const hide = (now: readonly string[]) => {
    setHidden(now)
    try {
      localStorage.setItem(place, JSON.stringify(now))
    } catch {
      // A browser that keeps nothing still hides the column now.
    }
  }
  return {
    shown: columns.filter((column) => !hidden.includes(nameOf(column))),
    choice: { names: columns.map(nameOf), hidden, hide },
  }
}

export const ColumnChoice = (props: {
  readonly names: readonly string[]
  readonly hidden: readonly string[]
  readonly hide: (names: readonly string[]) => void
}) => (
  <Checkbox.Group
    className="stack"
    options={[...props.names]}
    value={props.names.filter((name) => !props.hidden.includes(name))}
    onChange={(shown) => props.hide(props.names.filter((name) => !shown.includes(name)))}
  />
)
