import { useEffect, useRef, useState } from 'react'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type { InputOf, ReplyOf } from '#platform/contract/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { problemWord, rowStateWords, toneOfImport } from '../import-words.ts'
import type { Point } from './row-editor.tsx'

export type Row = ReplyOf<typeof exchange.importRows>['rows'][number]
type State = Row['state']
export interface Filter {
  readonly states?: State[]
  readonly problem?: string
}

const rowsPerPart = 100

interface Props {
  readonly itemImportId: string
  readonly filter: Filter
  readonly total: number
  readonly points: readonly Point[]
  readonly current: number | null
  readonly chosen: ReadonlySet<number>
  readonly onOpen: (ordinal: number) => void
  readonly onChoose: (ordinals: readonly number[], chosen: boolean) => void
}

const about = ({ typeName, problems, pointCode }: Row, points: readonly Point[]): string => {
  if (problems.length > 0) return problems.map(problemWord).join('、')
  const name = points.find(({ code }) => code === pointCode)?.name
  return [typeName, name ?? pointCode].filter(Boolean).join(' · ')
}

const Rows = ({ page, ...props }: Props & { readonly page: number }) => {
  const { itemImportId, filter, points, current, chosen, onOpen, onChoose } = props
  const input: InputOf<typeof exchange.importRows> = { itemImportId, page, pageSize: rowsPerPart, ...filter }
  const rows = useQuery<typeof exchange.importRows>('itembank.importRows', input, { keep: true })
  return rows.value?.rows.map((row) => (
    <li key={row.ordinal} className={row.ordinal === current ? 'staged-row current' : 'staged-row'}>
      <input
        type="checkbox"
        aria-label={`选中${row.place}`}
        checked={chosen.has(row.ordinal)}
        onChange={(event) => onChoose([row.ordinal], event.target.checked)}
      />
      <button type="button" aria-current={row.ordinal === current} onClick={() => onOpen(row.ordinal)}>
        <span className="staged-place">{row.place}</span>
        <span className="staged-about">{about(row, points)}</span>
        <StatusTag tone={toneOfImport(row.state)}>{rowStateWords[row.state]}</StatusTag>
      </button>
    </li>
  ))
}

/** A part of the list that is read and drawn when it comes near; until then it is a space of its height. */
const Part = ({ page, ...props }: Props & { readonly page: number }) => {
  const place = useRef<HTMLUListElement>(null)
  const [near, setNear] = useState(page === 1)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watch = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: element.parentElement,
      rootMargin: '800px',
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  const count = Math.min(rowsPerPart, props.total - (page - 1) * rowsPerPart)
  return (
    <ul ref={place} className="staged-part-of-list" style={{ height: `calc(${count} * var(--staged-row))` }}>
      {near && <Rows page={page} {...props} />}
    </ul>
  )
}

/** Thousands of rows: only what is near the eye is read and drawn. */
export const RowList = (props: Props) => (
  <section className="staged-list" aria-label="待导入试题">
    {Array.from({ length: Math.ceil(props.total / rowsPerPart) }, (_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a list are numbered
      <Part key={at} page={at + 1} {...props} />
    ))}
  </section>
)
