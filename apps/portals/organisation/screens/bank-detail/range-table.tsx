import { type KeyboardEvent, useEffect, useRef } from 'react'
import {
  childrenOf,
  childrenSum,
  type Importance,
  importances,
  type KnowledgePoint,
  type KnowledgeRange,
  type KnowledgeTree,
  pointsOf,
} from '#modules/itembank/knowledge/core/tree.ts'
import {
  addPoint,
  addRange,
  type ItemCounts,
  itemsUnder,
  move,
  possibleParents,
  rate,
  rename,
  reweigh,
} from '#modules/itembank/knowledge/core/tree-edit.ts'
import { Button } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { WeightField } from './weight-field.tsx'

interface Props {
  readonly tree: KnowledgeTree
  /** Code of the range whose parts are shown; empty for the whole tree. */
  readonly range: string
  readonly counts: ItemCounts
  readonly onChoose: (code: string) => void
  /** Left out where the edition can only be looked at. */
  readonly onTree?: (tree: KnowledgeTree) => void
  readonly onRemove?: (code: string) => void
}

const importanceWords: Readonly<Record<Importance, string>> = { X: 'X 核心', Y: 'Y 一般', Z: 'Z 辅助' }

const NameField = ({ of, props }: { of: KnowledgeRange | KnowledgePoint; props: Props }) =>
  props.onTree ? (
    <input
      className="cell-field"
      aria-label={`${of.code}的名称`}
      value={of.name}
      maxLength={200}
      onChange={(event) => props.onTree?.(rename(props.tree, of.code, event.target.value))}
    />
  ) : (
    of.name
  )

/** Where else the row could belong; choosing moves it there, under a new code. */
const MoveField = ({ code, props }: { code: string; props: Props }) => {
  const parents = possibleParents(props.tree, code)
  if (parents.length === 0) return null
  return (
    <select
      className="cell-field"
      aria-label={`移动${code}到`}
      value=""
      onChange={(event) => event.target.value && props.onTree?.(move(props.tree, code, event.target.value))}
    >
      <option value="">移到…</option>
      {parents.map((parent) => (
        <option key={parent.code} value={parent.code}>
          {parent.code} {parent.name}
        </option>
      ))}
    </select>
  )
}

const RowActions = ({ code, props }: { code: string; props: Props }) => (
  <td>
    <span className="row cell-actions">
      <MoveField code={code} props={props} />
      <Button kind="link" onClick={() => props.onRemove?.(code)}>
        移除<span className="unseen">{code}</span>
      </Button>
    </span>
  </td>
)

const RangeRow = ({ of, props }: { of: KnowledgeRange; props: Props }) => {
  const { fits } = childrenSum(props.tree, of.code)
  const below = of.level === 3 ? pointsOf(props.tree, of.code).length : childrenOf(props.tree, of.code).length
  return (
    <tr>
      <th scope="row">
        <Button kind="link" onClick={() => props.onChoose(of.code)}>
          {of.code}
        </Button>
      </th>
      <td className="cell-name">
        <NameField of={of} props={props} />
      </td>
      <td className="number">
        {props.onTree ? (
          <WeightField
            label={`${of.code}的比重`}
            value={of.weight}
            onWeight={(weight) => props.onTree?.(reweigh(props.tree, of.code, weight))}
          />
        ) : (
          `${of.weight}%`
        )}
      </td>
      <td className="number">
        {below}
        {of.level === 3 ? '个点' : '个范围'}
        {of.level < 3 && !fits && (
          <>
            {' '}
            <Icon name="warning" size={13} />
            <span className="unseen">下级比重合计不符</span>
          </>
        )}
      </td>
      <td className="number">{itemsUnder(of.code, props.counts)}</td>
      {props.onTree && <RowActions code={of.code} props={props} />}
    </tr>
  )
}

const PointRow = ({ of, props }: { of: KnowledgePoint; props: Props }) => (
  <tr>
    <th scope="row">{of.code}</th>
    <td className="cell-name">
      <NameField of={of} props={props} />
    </td>
    <td>
      {props.onTree ? (
        <select
          className="cell-field"
          aria-label={`${of.code}的重要程度`}
          value={of.importance}
          onChange={(event) => props.onTree?.(rate(props.tree, of.code, event.target.value as Importance))}
        >
          {importances.map((importance) => (
            <option key={importance} value={importance}>
              {importanceWords[importance]}
            </option>
          ))}
        </select>
      ) : (
        importanceWords[of.importance]
      )}
    </td>
    <td className="number">{props.counts.get(of.code) ?? 0}</td>
    {props.onTree && <RowActions code={of.code} props={props} />}
  </tr>
)

const Sum = ({ tree, range }: Pick<Props, 'tree' | 'range'>) => {
  const { total, expected, fits } = childrenSum(tree, range)
  return (
    <StatusTag tone={fits ? 'done' : 'refused'}>
      本级合计{total}%，应为{expected}%
    </StatusTag>
  )
}

const titles = (points: boolean) =>
  points ? ['代码', '名称', '重要程度', '试题'] : ['代码', '名称', '比重', '下级', '试题']
const numeric = new Set(['比重', '下级', '试题'])

/** Enter goes to the same field of the next row; in the last row it adds one. */
const onEnter = (event: KeyboardEvent<HTMLElement>, add: () => void) => {
  const field = event.target
  if (event.key !== 'Enter' || !(field instanceof HTMLInputElement)) return
  event.preventDefault()
  const row = field.closest('tr')
  const place = row ? [...row.querySelectorAll('input')].indexOf(field) : -1
  const next = row?.nextElementSibling?.querySelectorAll('input')[place]
  if (next) next.focus()
  else add()
}

/** What lies directly below a range: ranges with their weights, or points with their importance. */
export const RangeTable = (props: Props) => {
  const { tree, range, onTree } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const adding = useRef(false)
  const ofPoints = range.split('-').length === 3
  const ranges = ofPoints ? [] : childrenOf(tree, range)
  const points = ofPoints ? pointsOf(tree, range) : []
  const rows = ranges.length + points.length
  const add = () => {
    adding.current = true
    onTree?.(ofPoints ? addPoint(tree, range, '') : addRange(tree, range, ''))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the new row is there once their number has changed
  useEffect(() => {
    if (adding.current) [...(body.current?.rows ?? [])].at(-1)?.querySelector('input')?.focus()
    adding.current = false
  }, [rows])
  const head = tree.ranges.find(({ code }) => code === range)
  return (
    <section className="stack" aria-label={head ? `${head.code} ${head.name}` : '全部鉴定范围'}>
      <div className="row">
        <h2>{head ? `${head.code} ${head.name}` : '全部鉴定范围'}</h2>
        {ofPoints ? <span className="quiet">{rows}个鉴定点</span> : <Sum tree={tree} range={range} />}
      </div>
      {rows === 0 && <p className="quiet">{ofPoints ? '还没有鉴定点。' : '还没有下级鉴定范围。'}</p>}
      {rows > 0 && (
        <div className="scroll-x">
          <table className="bank-table range-table">
            <thead>
              <tr>
                {titles(ofPoints).map((title) => (
                  <th key={title} scope="col" className={numeric.has(title) ? 'number' : ''}>
                    {title}
                  </th>
                ))}
                {onTree && <th scope="col">操作</th>}
              </tr>
            </thead>
            <tbody ref={body} onKeyDown={(event) => onTree && onEnter(event, add)}>
              {ranges.map((one) => (
                <RangeRow key={one.code} of={one} props={props} />
              ))}
              {points.map((one) => (
                <PointRow key={one.code} of={one} props={props} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {onTree && (
        <div className="row">
          <Button kind="plain" onClick={add}>
            {ofPoints ? '添加鉴定点' : '添加鉴定范围'}
          </Button>
          <span className="quiet">在名称中按回车到下一行，末行按回车添加一行。</span>
        </div>
      )}
    </section>
  )
}
