import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import { standardNames } from '#modules/itembank/knowledge/core/bank.rule.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { ClauseChips } from '../../../kit/clause.tsx'
import { type Fact, FactList } from '../../../kit/facts.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { levelWord, occupationWord } from '../bank-words.ts'
import { Growth } from './growth.tsx'
import './bank.css'

type Detail = ReplyOf<typeof knowledge.bankDetail>

const shareWord = ({ percent, own, total }: Detail['ownShare']) =>
  percent === null ? '还没有试题' : `${percent}%（${own}／${total}道）`

const factsOf = (of: Detail): readonly Fact[] => [
  { label: '职业', value: occupationWord(of) },
  { label: '工种', value: of.trade || '——' },
  { label: '等级', value: levelWord(of.level) },
  {
    label: `依据的${standardNames[of.standardKind]}`,
    value: [of.standardTitle, of.standardVersion].filter(Boolean).join(' ') || '尚未填写',
  },
  { label: '试题', value: `${of.items}道` },
  { label: '试卷', value: `${of.papers}份` },
  { label: '自主开发的试题', value: shareWord(of.ownShare), clauses: of.ownShare.clauses },
]

const Warnings = ({ of }: { readonly of: Detail }) => {
  const { warning } = of.ownShare
  if (!warning && of.missingSources.length === 0) return null
  return (
    <ul className="bank-warnings" aria-label="提示">
      {warning && (
        <li className="warning-line">
          <Icon name="warning" /> {warning}
        </li>
      )}
      {of.missingSources.length > 0 && (
        <li className="warning-line">
          <Icon name="warning" /> 尚未注明名称和版本的来源：{of.missingSources.join('、')}。
        </li>
      )}
    </ul>
  )
}

const Sources = ({ of }: { readonly of: Detail }) => (
  <section className="panel stack">
    <h2>四项来源</h2>
    <ClauseChips ids={of.sourceClauses} />
    <div className="scroll-x">
      <table className="bank-table">
        <thead>
          <tr>
            <th scope="col">来源</th>
            <th scope="col">文件名称或文号</th>
            <th scope="col">版本</th>
          </tr>
        </thead>
        <tbody>
          {of.sourceLines.map(({ kind, name, title, version }) => (
            <tr key={kind}>
              <th scope="row">{name}</th>
              <td>{title || '尚未填写'}</td>
              <td>{version || '尚未填写'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

const Part = ({ of }: { readonly of: Detail['parts'][number] }) => (
  <div className="stack">
    <h3>
      {of.name}{' '}
      <span className="quiet">
        {of.edition === null
          ? '尚无施行中的细目表'
          : `第${of.edition}版${of.standardVersion ? `，${of.standardVersion}` : ''}，${of.points}个鉴定点`}
      </span>
    </h3>
    {of.ranges.length > 0 && (
      <div className="scroll-x">
        <table className="bank-table">
          <thead>
            <tr>
              <th scope="col">鉴定范围</th>
              <th scope="col" className="number">
                比重
              </th>
              <th scope="col" className="number">
                鉴定点
              </th>
            </tr>
          </thead>
          <tbody>
            {of.ranges.map(({ code, name, weight, points }) => (
              <tr key={code}>
                <th scope="row">
                  {code} {name}
                </th>
                <td className="number">{weight}%</td>
                <td className="number">{points}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </div>
)

/** The register's page on a bank: what it is built on, how much of it there is, how it grew. */
export const Overview = ({ of }: { readonly of: Detail }) => (
  <>
    <Warnings of={of} />
    <section className="panel">
      <FactList facts={factsOf(of)} />
    </section>
    <div className="bank-columns">
      <Sources of={of} />
      <section className="panel stack">
        <h2>理论和技能两部分</h2>
        <ClauseChips ids={of.partClauses} />
        {of.parts.map((part) => (
          <Part key={part.part} of={part} />
        ))}
      </section>
    </div>
    <Growth byMonth={of.byMonth} byYear={of.byYear} />
  </>
)
