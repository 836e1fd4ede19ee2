import type { ReactNode } from 'react'
import { Button } from '../../../kit/button.tsx'

type Value = string | number | null

export interface EditColumn<R> {
  readonly key: keyof R & string
  readonly title: string
  /** `optional`: a number that may be left out. */
  readonly kind?: 'text' | 'number' | 'optional'
  readonly wide?: boolean
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

const typed = (kind: EditColumn<unknown>['kind'], text: string): Value => {
  if (kind === 'optional') return text === '' ? null : Number(text)
  return kind === 'number' ? Number(text) : text
}

const Cell = <R extends object>({
  row,
  column,
  label,
  onValue,
}: {
  readonly row: R
  readonly column: EditColumn<R>
  readonly label: string
  readonly onValue: (value: Value) => void
}) => {
  const value = row[column.key] as Value
  if (column.choices)
    return (
      <select aria-label={label} value={String(value)} onChange={({ target }) => onValue(target.value)}>
        {column.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )
  const isNumber = column.kind === 'number' || column.kind === 'optional'
  return (
    <input
      aria-label={label}
      type={isNumber ? 'number' : 'text'}
      step="any"
      value={value ?? ''}
      onChange={({ target }) => onValue(typed(column.kind, target.value))}
    />
  )
}

/** Rows of a form that are added, changed in place and taken away. */
export const EditTable = <R extends object>({
  title,
  rows,
  onRows,
  columns,
  fresh,
  below,
}: {
  readonly title: string
  readonly rows: readonly R[]
  readonly onRows: (rows: readonly R[]) => void
  readonly columns: readonly EditColumn<R>[]
  /** What a new row holds. */
  readonly fresh: R
  /** What belongs to a row and stands below it. */
  readonly below?: (row: R, onRow: (row: R) => void) => ReactNode
}) => {
  const change = (at: number, row: R) => onRows(rows.map((each, index) => (index === at ? row : each)))
  return (
    <fieldset className="edit-table">
      <legend>{title}</legend>
      {rows.length > 0 && (
        <div className="edit-scroll">
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.key} className={column.wide ? 'wide' : (column.kind ?? 'text')}>
                    {column.title}
                  </th>
                ))}
                <th>
                  <span className="unseen">操作</span>
                </th>
              </tr>
            </thead>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity while they are typed
              <tbody key={at}>
                <tr>
                  {columns.map((column) => (
                    <td key={column.key} data-title={column.title}>
                      <Cell
                        row={row}
                        column={column}
                        label={`${title}第${at + 1}行${column.title}`}
                        onValue={(value) => change(at, { ...row, [column.key]: value })}
                      />
                    </td>
                  ))}
                  <td>
                    <Button kind="link" onClick={() => onRows(rows.filter((_, index) => index !== at))}>
                      删除<span className="unseen">{`${title}第${at + 1}行`}</span>
                    </Button>
                  </td>
                </tr>
                {below && (
                  <tr>
                    <td colSpan={columns.length + 1} className="edit-below">
                      {below(row, (next) => change(at, next))}
                    </td>
                  </tr>
                )}
              </tbody>
            ))}
          </table>
        </div>
      )}
      <Button kind="plain" onClick={() => onRows([...rows, fresh])}>
        增加一行<span className="unseen">{title}</span>
      </Button>
    </fieldset>
  )
}
