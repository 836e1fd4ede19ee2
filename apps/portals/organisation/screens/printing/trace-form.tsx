import { useState } from 'react'
import type * as documents from '#modules/itembank/paper/documents/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { instantText } from '../../../kit/day-text.ts'
import { FactList } from '../../../kit/facts.tsx'
import { Input } from '../../../kit/fields.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { itembankRefusals } from '../../../refusals/itembank.ts'

const Found = ({ code }: { readonly code: string }) => {
  const trace = useQuery<typeof documents.tracePrint>('itembank.tracePrint', { code })
  return (
    <Loaded of={trace} book={itembankRefusals}>
      {({ found }) =>
        found ? (
          <FactList
            facts={[
              { label: '试卷', value: `${found.title}　${found.documentTitle}` },
              {
                label: '份号',
                value: found.number === null ? '未写份号' : `第 ${found.number} 份，共 ${found.copies} 份`,
              },
              { label: '印制', value: `${found.orderedByName}，${instantText(found.orderedAt)}` },
              { label: '取出', value: found.fetchedAt ? instantText(found.fetchedAt) : '没有现存的取出记录' },
            ]}
          />
        ) : (
          <p>本机构没有印制过带此代码的试卷。</p>
        )
      }
    </Loaded>
  )
}

const isCode = (text: string) => /^[0-9A-Z]{4}-?\s?[0-9A-Z]{4}([-\s№]+\d{1,5})?$/i.test(text.trim())

/** Where a copy that was found comes from, by the code in its foot. */
export const TraceForm = () => {
  const [code, setCode] = useState('')
  return (
    <div className="stack">
      <Input
        label="页脚的代码和份号"
        value={code}
        onText={setCode}
        hint="如 K7F3-9QXM-0012；也可扫描页脚的二维码。代码不含试卷内容。"
      />
      {isCode(code) && <Found code={code.trim()} />}
    </div>
  )
}
