import { useEffect } from 'react'
import {
  adviseTree,
  checkTree,
  importanceShares,
  type KnowledgeTree,
  levelSum,
  parentOf,
} from '#modules/itembank/knowledge/core/tree.ts'
import { Button } from '../../../kit/button.tsx'
import { ClauseChips } from '../../../kit/clause.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import type { TreeReply } from './tree-words.ts'

const levelWords = { 1: '一级', 2: '二级', 3: '三级' } as const

const Sums = ({ tree }: { readonly tree: KnowledgeTree }) => {
  const { X, Y, Z } = importanceShares(tree)
  const percent = (value: number) => `${Math.round(value * 10) / 10}%`
  return (
    <p className="row" aria-live="polite">
      {([1, 2, 3] as const).map((level) => {
        const { total, expected, fits } = levelSum(tree, level)
        return (
          <StatusTag key={level} tone={fits ? 'done' : 'refused'}>
            {levelWords[level]}比重合计{total}
            {!fits && `（应为${expected}）`}
          </StatusTag>
        )
      })}
      <span>
        鉴定点{tree.points.length}个：核心{percent(X)}、一般{percent(Y)}、辅助{percent(Z)}
      </span>
    </p>
  )
}

const most = 8

const Errors = (props: {
  readonly problems: ReturnType<typeof checkTree>
  readonly onGo: (code: string) => void
}) => {
  const { problems, onGo } = props
  if (problems.length === 0) return null
  return (
    <ul className="tree-errors" aria-label="错误">
      {problems.slice(0, most).map(({ code, field = '', sentence }) => (
        <li key={`${code} ${field}`}>
          <Icon name="cross" /> {sentence}
          {!field.startsWith('level-') && (
            <Button
              kind="link"
              onClick={() =>
                onGo(code.startsWith('WEIGHT') || code === 'RANGE_WITHOUT_POINTS' ? field : parentOf(field))
              }
            >
              前往
            </Button>
          )}
        </li>
      ))}
      {problems.length > most && <li>另有{problems.length - most}处。</li>}
    </ul>
  )
}

const Advice = ({ tree, advice }: { readonly tree: KnowledgeTree; readonly advice: TreeReply['advice'] }) => {
  const said = advice ? adviseTree(tree, advice) : []
  if (!advice || said.length === 0) return null
  return (
    <div className="tree-advice">
      <ul aria-label="建议">
        {said.map((sentence) => (
          <li key={sentence} className="warning-line">
            <Icon name="warning" /> {sentence}
          </li>
        ))}
      </ul>
      <p className="quiet">
        以上为建议，不妨碍施行。{advice.source} <ClauseChips ids={advice.clauses} />
      </p>
    </div>
  )
}

/** Sums, errors and advice, by the same rules that the server asks; tells whether the tree could be put in force. */
export const Findings = (props: {
  readonly tree: KnowledgeTree
  readonly advice: TreeReply['advice']
  readonly onGo: (code: string) => void
  readonly onSound: (sound: boolean) => void
}) => {
  const { tree, advice, onGo, onSound } = props
  const problems = checkTree(tree)
  const sound = problems.length === 0
  useEffect(() => onSound(sound), [onSound, sound])
  return (
    <>
      <Sums tree={tree} />
      <Errors problems={problems} onGo={onGo} />
      <Advice tree={tree} advice={advice} />
    </>
  )
}
