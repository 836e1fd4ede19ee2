import { Link } from 'react-router'
import type * as scoring from '#modules/scoring/contract.ts'
import { useQuery } from '../../../kit/client.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import '../examiner-pad/examiner-pad.css'

export default function PanelBatches() {
  const batches = useQuery<typeof scoring.batchList>('scoring.batchList', {})
  return (
    <div className="stack">
      <h1>督导签字</h1>
      <Loaded of={batches}>
        {(value) =>
          value.batches.length === 0 ? (
            <EmptyState title="目前没有在考的批次" />
          ) : (
            <ul className="pad-list">
              {value.batches.map((batch) => (
                <li key={batch.batchId}>
                  <Link className="panel pad-card" to={`/panels/${batch.batchId}`}>
                    <strong>{batch.name}</strong>
                    <span className="quiet">登分：{batch.entryState}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}
