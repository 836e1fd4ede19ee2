import { useState } from 'react'
import type * as staff from '#modules/arrangement/staff.contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useCommand } from '../../../kit/client.ts'
import { Input } from '../../../kit/fields.tsx'
import { Trouble } from '../../../kit/loaded.tsx'
import { Instant } from '../../../kit/moment.tsx'
import { StatusTag } from '../../../kit/status-tag.tsx'
import { arrangementRefusals } from '../../../refusals/arrangement.ts'
import type { Staffing } from './staff-tab.tsx'

type Draw = Staffing['draws'][number]
const states = {
  announced: { tone: 'todo', word: '已公布承诺，待抽签' },
  drawn: { tone: 'done', word: '已抽签' },
  superseded: { tone: 'idle', word: '已作废' },
} as const

/** What anyone needs to recompute the draw: hash before, seed and pool after. */
const DrawRecord = ({ draw }: { readonly draw: Draw }) => {
  const state = states[draw.state as keyof typeof states]
  return (
    <article className="stack">
      <p className="row">
        <strong>{draw.label}</strong>
        <StatusTag tone={state.tone}>{state.word}</StatusTag>
      </p>
      <p>
        承诺值（抽签前公布于 <Instant at={draw.announcedAt} />
        ）：<span className="arrangement-hash">{draw.commitment}</span>
      </p>
      <p>备选 {draw.pool.length} 人，名单已锁定。</p>
      {draw.seed && (
        <>
          <p>
            种子（抽签后公开）：<span className="arrangement-hash">{draw.seed}</span>
          </p>
          <p>
            抽签顺序：{draw.order.join('、')}
            {draw.drawnAt && (
              <>
                （{draw.ledBy} 主持，
                <Instant at={draw.drawnAt} />）
              </>
            )}
          </p>
          <p>{draw.holds ? '经复算：结果与种子、承诺一致。' : '经复算：结果与种子或承诺不一致！'}</p>
        </>
      )}
      {draw.reason && <p className="quiet">重抽原因：{draw.reason}</p>}
    </article>
  )
}

const SiteDraw = (props: {
  readonly sessionId: string
  readonly site: Staffing['sites'][number]
  readonly value: Staffing
}) => {
  const { sessionId, site, value } = props
  const role = value.subject === 'theory' ? '监考人员' : '考评人员'
  const [reason, setReason] = useState('')
  const announce = useCommand<typeof staff.announceDraw>('arrangement.announceDraw')
  const draw = useCommand<typeof staff.draw>('arrangement.draw')
  const own = value.draws.filter(({ siteId }) => siteId === site.siteId)
  const waiting = own.find(({ state }) => state === 'announced')
  const done = own.some(({ state }) => state === 'drawn')
  return (
    <section className="panel stack">
      <h2>
        {role}抽签 · {site.siteName}
      </h2>
      {own.map((each) => (
        <DrawRecord key={each.drawId} draw={each} />
      ))}
      {own.length > 0 && (
        <Input
          label={done ? '重抽原因' : '重新公布的原因'}
          value={reason}
          onText={setReason}
          hint={done ? '已抽签的场次，无原因不得重抽' : '重新公布时，未确认学习内容的人员不列入抽签'}
        />
      )}
      <div className="row">
        {(!waiting || reason) && (
          <Button
            kind={own.length > 0 ? 'plain' : 'main'}
            busy={announce.pending}
            onClick={() =>
              void announce.run({ sessionId, siteId: site.siteId, role, ...(reason && { reason }) })
            }
          >
            {own.length > 0 ? '重新公布承诺' : '公布抽签承诺'}
          </Button>
        )}
        {waiting && (
          <Button
            busy={draw.pending}
            onClick={() => void draw.run({ drawId: waiting.drawId, version: waiting.version })}
          >
            抽签
          </Button>
        )}
      </div>
      <Trouble of={announce} book={arrangementRefusals} />
      <Trouble of={draw} book={arrangementRefusals} />
    </section>
  )
}

export const DrawCards = ({ sessionId, value }: { readonly sessionId: string; readonly value: Staffing }) =>
  value.sites.map((site) => <SiteDraw key={site.siteId} sessionId={sessionId} site={site} value={value} />)
