import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fastify from 'fastify'
import { servePages } from '../../server/static.ts'
import { refusal, segments } from './sample.ts'

/** What the stub remembers of one test. */
export interface Stub {
  loggedIn: boolean
  /** Keys of the commands received, in order. */
  readonly keys: string[]
  /** Connections to break before answering the next commands. */
  breaks: number
}

const actor = { name: '王静', roles: ['planner'], organisationName: '齐鲁技能评价中心', organisationId: 'o' }

const overview = {
  todos: [
    { title: '审核报名材料', due: '2026-12-10', clause: 'SDS-3.1-01', link: '/enrolments', count: 37 },
    { title: '提交第 5 批认定计划', due: '2026-11-27', clause: 'SDS-3.1-02', link: '/batches', count: 1 },
    { title: '补传考场平面图', due: '2026-11-18', overdue: true, link: '/rooms', count: 2 },
  ],
  batches: [
    {
      batchId: '1',
      name: '2026年第4批 电工 四级',
      segments,
      next: { title: '导入名单', link: '/batches/1' },
    },
    { batchId: '2', name: '2026年第3批 茶艺师 五级', segments, next: null },
  ],
  warnings: [{ title: '第 3 批公示还有 1 个工作日结束', link: '/batches', clause: 'SDS-3.1-02' }],
  sittings: [{ title: '电工四级理论 第 1 场', startsAt: '2026-11-20T01:00:00Z', link: '/rooms' }],
}

const rows = Array.from({ length: 20 }, (_, index) => ({
  batchId: String(index + 1),
  name: `2026年第${index + 1}批 电工 四级`,
  closes: '2026-12-07',
  enrolled: 120 + index * 37,
  state: (['open', 'draft', 'returned'] as const)[index % 3],
}))

const accounts = [
  {
    login: 'planner',
    roleTitle: '计划管理员',
    portal: 'organisation',
    organisationName: '齐鲁技能评价中心',
    password: 'p',
  },
  {
    login: 'reviewer',
    roleTitle: '资格审核员',
    portal: 'organisation',
    organisationName: '齐鲁技能评价中心',
    password: 'p',
  },
  {
    login: 'city',
    roleTitle: '市级中心审核',
    organisationName: '泉城技能鉴定中心',
    password: 'p',
    totp: '1',
  },
]

const answers: { readonly [address: string]: unknown } = {
  '/api/demo/accounts': accounts,
  '/api/workbench/overview': overview,
  '/api/sample/list': { total: 212, rows },
  '/api/job/progress': {
    jobId: '1',
    state: 'running',
    done: 640,
    total: 2000,
    title: '生成准考证',
    result: null,
    error: null,
  },
}

const clauseOf = (id: string) => ({
  id,
  document: '鲁就人〔2023〕6号 山东省社会培训评价组织职业技能等级认定工作指引（试行）',
  locator: id === 'SDS-3.1-01' ? '三（一）' : '三（二）',
  sentence: '评价机构应当在报名开始前至少 5 个工作日报送认定计划，报名时间不少于 7 天。',
  parameters: [
    { key: '提前报送', value: '5 个工作日' },
    { key: 'days', value: '7' },
  ],
})

/** A server that answers the session and the samples, and serves the pages as the product does. */
export const startStub = async (web: string, stub: Stub) => {
  const server = fastify()
  const session = () => ({
    actor: stub.loggedIn ? actor : null,
    csrf: stub.loggedIn ? 'token' : null,
    clock: { now: '2026-12-01T01:00:00Z', demo: true },
  })
  server.get('/api/session', async () => ({ refused: false, value: session() }))
  server.get<{ Querystring: { id: string } }>('/api/clause/detail', async ({ query }) => ({
    refused: false,
    value: clauseOf(query.id),
  }))
  for (const [address, value] of Object.entries(answers))
    server.get(address, async () => ({ refused: false, value }))
  server.post<{ Body: { totp?: string } }>('/api/session/login', async ({ body }, reply) => {
    if (!body.totp)
      return reply.status(409).send({ ...refusal, code: 'TOTP_REQUIRED', sentence: '请填写动态口令。' })
    stub.loggedIn = true
    return { refused: false, value: null }
  })
  server.post('/api/sample/submit', (request, reply) => {
    stub.keys.push(String(request.headers['idempotency-key']))
    if (stub.breaks-- > 0) return request.raw.socket.destroy()
    return reply.status(409).send(refusal)
  })
  await server.register(servePages, { web })
  const gallery = await readFile(path.join(web, 'apps/portals/gallery/index.html'))
  server.get('/gallery/*', (_request, reply) => reply.type('text/html').send(gallery))
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  return { address, close: () => server.close() }
}
