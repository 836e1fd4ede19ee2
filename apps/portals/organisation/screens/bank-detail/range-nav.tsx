import { type KeyboardEvent, useRef, useState } from 'react'
import {
  childrenOf,
  childrenSum,
  isUnder,
  type KnowledgeRange,
  type KnowledgeTree,
  parentOf,
  pointsOf,
} from '#modules/itembank/knowledge/core/tree.ts'
import { Icon } from '../../../kit/icons.tsx'

interface Node {
  readonly code: string
  readonly name: string
  /** 1 for the whole tree, 2 to 4 for ranges. */
  readonly depth: number
  readonly weight: number | null
  readonly folds: boolean
  readonly fits: boolean
}

const whole = '全部鉴定范围'

const nodeOf = (tree: KnowledgeTree, { code, name, level, weight }: KnowledgeRange): Node => ({
  ...{ code, name, depth: level + 1, weight, folds: level < 3 },
  fits: level === 3 ? pointsOf(tree, code).length > 0 : childrenSum(tree, code).fits,
})

const visibleNodes = (tree: KnowledgeTree, folded: ReadonlySet<string>): readonly Node[] => [
  { code: '', name: whole, depth: 1, weight: null, folds: false, fits: childrenSum(tree, '').fits },
  ...tree.ranges
    .filter(({ code }) => ![...folded].some((range) => isUnder(code, range)))
    .map((range) => nodeOf(tree, range)),
]

/** What a key does in a tree, as people know it: up and down, right unfolds, left folds or goes to the parent. */
const keyStep = (
  key: string,
  at: { readonly nodes: readonly Node[]; readonly index: number; readonly folded: boolean },
): { readonly to: number } | 'fold' | 'unfold' | undefined => {
  const { nodes, index, folded } = at
  const node = nodes[index]
  if (!node) return undefined
  if (key === 'ArrowDown') return { to: Math.min(nodes.length - 1, index + 1) }
  if (key === 'ArrowUp') return { to: Math.max(0, index - 1) }
  if (key === 'Home') return { to: 0 }
  if (key === 'End') return { to: nodes.length - 1 }
  if (key === 'ArrowRight' && node.folds)
    return folded ? 'unfold' : { to: Math.min(nodes.length - 1, index + 1) }
  if (key === 'ArrowLeft') {
    if (node.folds && !folded) return 'fold'
    return {
      to: Math.max(
        0,
        nodes.findIndex(({ code }) => code === parentOf(node.code)),
      ),
    }
  }
  return undefined
}

const Item = (props: {
  readonly node: Node
  readonly chosen: boolean
  readonly folded: boolean
  readonly onChoose: () => void
  readonly onFold: () => void
}) => {
  const { node, chosen, folded } = props
  return (
    <div
      role="treeitem"
      tabIndex={chosen ? 0 : -1}
      aria-level={node.depth}
      aria-selected={chosen}
      {...(node.folds && { 'aria-expanded': !folded })}
      data-code={node.code}
      className={`range-node depth-${node.depth}`}
      onClick={props.onChoose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') props.onChoose()
      }}
    >
      {node.folds ? (
        <span
          className="range-fold"
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation()
            props.onFold()
          }}
        >
          {folded ? '▸' : '▾'}
        </span>
      ) : (
        <span className="range-fold" aria-hidden="true" />
      )}
      <span className="range-name">
        {node.code} {node.name}
      </span>
      {!node.fits && (
        <span className="range-misfit">
          <Icon name="warning" size={14} />
          <span className="unseen">下级有误</span>
        </span>
      )}
      {node.weight !== null && <span className="range-weight">{node.weight}%</span>}
    </div>
  )
}

/** The ranges as a tree for mouse and keyboard; a sign stands where what lies below does not add up. */
export const RangeNav = (props: {
  readonly tree: KnowledgeTree
  readonly chosen: string
  readonly onChoose: (code: string) => void
}) => {
  const { tree, chosen, onChoose } = props
  const list = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const nodes = visibleNodes(tree, folded)
  const fold = (code: string) =>
    setFolded(
      (before) => new Set(before.has(code) ? [...before].filter((one) => one !== code) : [...before, code]),
    )
  const go = (index: number) => {
    const node = nodes[index]
    if (!node) return
    onChoose(node.code)
    list.current?.querySelector<HTMLElement>(`[data-code="${node.code}"]`)?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    const index = nodes.findIndex(({ code }) => code === chosen)
    const step = keyStep(event.key, { nodes, index, folded: folded.has(chosen) })
    if (!step) return
    event.preventDefault()
    if (typeof step === 'object') go(step.to)
    else fold(chosen)
  }
  return (
    <div ref={list} role="tree" aria-label="鉴定范围" className="range-nav" onKeyDown={onKey}>
      {nodes.map((node) => (
        <Item
          key={node.code}
          node={node}
          chosen={node.code === chosen}
          folded={folded.has(node.code) && childrenOf(tree, node.code).length > 0}
          onChoose={() => onChoose(node.code)}
          onFold={() => fold(node.code)}
        />
      ))}
    </div>
  )
}
