import { StrictMode, useCallback, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Refusal } from '#platform/contract/verdict.ts'
import type { OperatorStatus } from '../program/operator.port.ts'
import { RefusalCard } from '../refusal-card.tsx'
import { InstallPanel } from './install-panel.tsx'
import { JoinPanel } from './join-panel.tsx'
import { orOutOfReach, readStatus } from './operator-calls.ts'
import { PairPanel } from './pair-panel.tsx'
import { ServerPanel } from './server-panel.tsx'
import { SittingCard } from './sitting-card.tsx'
import '../theme.css'
import './operator.css'

const lookMilliseconds = 3_000

/** The server as it is now; the last answer stays on screen while it is out of reach. */
const useStatus = () => {
  const [status, setStatus] = useState<OperatorStatus | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const look = useCallback(async () => {
    const verdict = await orOutOfReach(readStatus())
    setRefusal(verdict.refused ? verdict : null)
    if (!verdict.refused) setStatus(verdict.value)
  }, [])
  useEffect(() => {
    look()
    const timer = setInterval(look, lookMilliseconds)
    return () => clearInterval(timer)
  }, [look])
  return { status, refusal, look }
}

const Operator = () => {
  const { status, refusal, look } = useStatus()
  return (
    <main className="operator">
      <header>
        <h1>考场服务器</h1>
      </header>
      {refusal && <RefusalCard refusal={refusal} />}
      {!status && !refusal && <p role="status">正在读取……</p>}
      {status && (
        <div className="columns">
          <div className="stack">
            <ServerPanel status={status} />
            <JoinPanel status={status} changed={look} />
            <InstallPanel status={status} changed={look} />
            <PairPanel status={status} changed={look} />
          </div>
          <section className="stack" aria-labelledby="sittings">
            <h2 id="sittings">场次</h2>
            {status.unreadable.map((one) => (
              <RefusalCard key={one.sentence} refusal={one} />
            ))}
            {status.sittings.length === 0 && (
              <p className="panel soft">本机还没有场次。请装入机构制作的考场包。</p>
            )}
            {status.sittings.map((sitting) => (
              <SittingCard key={sitting.sittingId} sitting={sitting} changed={look} />
            ))}
          </section>
        </div>
      )}
    </main>
  )
}

createRoot(document.getElementById('operator')!).render(
  <StrictMode>
    <Operator />
  </StrictMode>,
)
