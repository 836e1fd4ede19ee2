import type { FastifyInstance } from 'fastify'
import { TOTP } from 'otpauth'
import Type from 'typebox'
import { Check } from 'typebox/value'
import type { SettableClock } from '#platform/clock/clock.ts'
import { refuse } from '#platform/contract/verdict.ts'
import type { Connection } from '#platform/db/connect.ts'
import { sendOutcome } from '#platform/http/routes.ts'
import { saveOffset } from './demo-clock.ts'

/** An account that the demo shows on its login page; the secrets of a demo are none. */
export interface DemoAccount {
  readonly login: string
  readonly password: string
  readonly roleTitle: string
  readonly organisationName: string
  readonly portal: string
  readonly totpSecret: string | null
}

const NewTime = Type.Object({ now: Type.String({ minLength: 10, maxLength: 40 }) })

const currentCode = (secret: string, at: Date) => new TOTP({ secret }).generate({ timestamp: at.getTime() })

/** What only a demo has: its accounts with their current codes, and a clock that can be set. */
export const demoRoutes = (
  server: FastifyInstance,
  parts: { connection: Connection; clock: SettableClock; accounts: () => Promise<readonly DemoAccount[]> },
): void => {
  server.get('/api/demo/accounts', async () =>
    (await parts.accounts()).map(({ totpSecret, ...account }) => ({
      ...account,
      ...(totpSecret === null ? {} : { totp: currentCode(totpSecret, parts.clock.wall()) }),
    })),
  )

  server.post('/api/demo/clock', async (request, reply) => {
    const instant = Check(NewTime, request.body) ? new Date(request.body.now) : new Date(Number.NaN)
    if (Number.isNaN(instant.getTime())) {
      return sendOutcome(
        reply,
        refuse('INPUT_INVALID', { sentence: '时间格式不正确。', remedy: '请重新选择。', clauses: [] }),
      )
    }
    if (instant < parts.clock.now()) {
      return sendOutcome(
        reply,
        refuse('CLOCK_BACKWARDS', {
          sentence: '演示时钟只能向后拨：已发生的事不能重来。',
          remedy: '请选择更晚的时间；要从头开始，请运行 npx jiangheng seed --fresh。',
          clauses: [],
        }),
      )
    }
    parts.clock.set(instant)
    await saveOffset(parts.connection, parts.clock.offset())
    return { refused: false, value: { now: parts.clock.now().toISOString() } }
  })
}
