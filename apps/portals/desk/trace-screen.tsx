import { Input as SearchBox } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type * as supervision from '#modules/supervision/contract.ts'
import { useQuery } from '../kit/client.ts'
import { Loaded } from '../kit/loaded.tsx'
import { PersonLine } from '../kit/person-line.tsx'
import { EmptyState } from '../kit/states.tsx'
import { TraceView } from './trace-view.tsx'

const Found = ({ name }: { readonly name: string }) => {
  const people = useQuery<typeof supervision.findPerson>('supervision.findPerson', { name })
  return (
    <Loaded of={people}>
      {({ people: found }) =>
        found.length === 0 ? (
          <EmptyState title={`没有找到“${name}”`} />
        ) : (
          <ul className="plain-list">
            {found.map((person) => (
              <li key={`${person.personId} ${person.batchName}`}>
                <PersonLine
                  name={person.name}
                  number={person.documentMasked}
                  trace={`?person=${person.personId}`}
                >
                  <span className="quiet">{person.batchName}</span>
                </PersonLine>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

/** 全程溯源: find a person, then read the whole chain. The person chosen stays in the address. */
const TraceScreen = () => {
  const [parameters, setParameters] = useSearchParams()
  const [name, setName] = useState('')
  const personId = parameters.get('person')
  return (
    <div className="screen">
      <h1>全程溯源</h1>
      <SearchBox.Search
        placeholder="考生姓名"
        aria-label="考生姓名"
        enterButton="查找"
        style={{ maxWidth: 420, marginBottom: 16 }}
        onSearch={(text) => {
          setName(text.trim())
          setParameters({})
        }}
      />
      {personId === null && name !== '' && <Found name={name} />}
      {personId !== null && <TraceView personId={personId} />}
    </div>
  )
}

export default TraceScreen
