import { useState } from 'react'
import { formsPossible, type Supply, weakFor } from '#modules/itembank/knowledge/core/weakness.ts'
import { Input } from '../../../kit/fields.tsx'
import { type CoverageReply, itemsOf } from './coverage-counts.ts'

const suppliesOf = ({ ranges }: CoverageReply): readonly Supply[] =>
  ranges.flatMap(({ code, name, types }) =>
    types.map((type) => ({ rangeCode: code, rangeName: name, ...type })),
  )

const Missing = ({ forms, supplies }: { readonly forms: number; readonly supplies: readonly Supply[] }) => {
  const weak = weakFor(forms, supplies)
  const missing = weak.reduce((sum, one) => sum + one.missing, 0)
  if (weak.length === 0) return <p>现有试题足够组成{forms}套互不重复的试卷。</p>
  return (
    <>
      <p>
        组成{forms}套互不重复的试卷，有{weak.length}处不足，共缺{missing}题。
      </p>
      <div className="scroll-x">
        <table className="bank-table">
          <thead>
            <tr>
              <th scope="col">鉴定范围</th>
              <th scope="col">题型</th>
              {['每套抽题', `${forms}套需`, '现有', '缺'].map((title) => (
                <th key={title} scope="col" className="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weak.map(({ rangeCode, rangeName, typeName, asked, available, missing: lacking }) => (
              <tr key={`${rangeCode} ${typeName}`}>
                <th scope="row">
                  {rangeCode} {rangeName}
                </th>
                <td>{typeName}</td>
                <td className="number">{asked}</td>
                <td className="number">{asked * forms}</td>
                <td className="number">{available}</td>
                <td className="number coverage-short">{lacking}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const Empty = ({ points }: Pick<CoverageReply, 'points'>) => {
  const empty = points.filter((point) => itemsOf(point) === 0)
  if (empty.length === 0) return null
  return (
    <details>
      <summary>没有试题的鉴定点（{empty.length}个）</summary>
      <ul className="empty-points">
        {empty.map(({ code, name, importance }) => (
          <li key={code}>
            {code} {name} {importance && <span className="chip">{importance}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

const formsOf = (text: string) => Math.min(200, Math.max(1, Math.floor(Number(text)) || 1))

/** Where the bank is too thin for as many forms as somebody means to have. */
export const WeakPoints = ({ of }: { readonly of: CoverageReply }) => {
  const [text, setText] = useState('3')
  const supplies = suppliesOf(of)
  const possible = formsPossible(supplies)
  return (
    <section className="panel stack">
      <h2>薄弱处</h2>
      {possible === null ? (
        <p className="quiet">导入组卷规则（题型分布、知识点分布）之后，这里按所需套数列出缺多少题。</p>
      ) : (
        <>
          <div className="forms-asked">
            <Input
              label="需要的套数"
              type="number"
              min={1}
              max={200}
              value={text}
              onText={setText}
              hint={`按组卷规则和现有试题，最多可组成${possible}套互不重复的试卷`}
            />
          </div>
          <Missing forms={formsOf(text)} supplies={supplies} />
        </>
      )}
      <Empty points={of.points} />
    </section>
  )
}
