import { useState } from 'react'
import type * as knowledge from '#modules/itembank/knowledge/contract.ts'
import type { Part } from '#modules/itembank/knowledge/core/tree.machine.ts'
import { useQuery } from '../../../kit/client.ts'
import { Select } from '../../../kit/fields.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'
import { editionWord, type TreeReply } from './tree-words.ts'

const words = { range: '鉴定范围', point: '鉴定点' } as const

/** What makes one edition another. */
export const Differences = (props: {
  readonly bankId: string
  readonly part: Part
  readonly editions: TreeReply['editions']
}) => {
  const { bankId, part, editions } = props
  const [newest, before] = editions
  const [from, setFrom] = useState(before?.edition ?? 1)
  const [to, setTo] = useState(newest?.edition ?? 1)
  const found = useQuery<typeof knowledge.treeDifferences>('itembank.treeDifferences', {
    bankId,
    part,
    from,
    to,
  })
  const choices = editions.map((one) => ({ value: String(one.edition), label: editionWord(one) }))
  return (
    <section className="stack" aria-label="版次差异">
      <div className="tree-compared">
        <Select
          label="从"
          value={String(from)}
          onText={(one) => one && setFrom(Number(one))}
          choices={choices}
        />
        <Select label="到" value={String(to)} onText={(one) => one && setTo(Number(one))} choices={choices} />
      </div>
      <Loaded of={found} book={itembankRefusals}>
        {({ differences }) =>
          differences.length === 0 ? (
            <p>两版没有不同。</p>
          ) : (
            <>
              <p>共{differences.length}处不同。</p>
              <div className="scroll-x">
                <table className="bank-table">
                  <thead>
                    <tr>
                      {['变化', '代码', '名称', '原为', '改为'].map((title) => (
                        <th key={title} scope="col">
                          {title}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {differences.map(({ kind, kindWord, what, code, name, was, now }) => (
                      <tr key={`${kind} ${code}`}>
                        <td>
                          <span className={`difference difference-${kind}`}>{kindWord}</span> {words[what]}
                        </td>
                        <td>{code}</td>
                        <th scope="row">{name}</th>
                        <td>{was}</td>
                        <td>{now}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          )
        }
      </Loaded>
    </section>
  )
}
