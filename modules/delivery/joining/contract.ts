import Type from 'typebox'
import { command, query } from '#platform/contract/contract.ts'

const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([Type.Null(), schema])

const registering = ['org-exam', 'site-chief'] as const

/** A new code; those shown before for the same site are good no longer. */
export const showJoinCode = command({
  name: 'delivery.showJoinCode',
  title: '显示接入码',
  input: Type.Object({ siteId: Uuid }),
  reply: Type.Object({ joiningId: Uuid, code: Type.String(), openUntil: Type.String() }),
  refusals: ['SITE_UNKNOWN'],
  roles: registering,
})

/** A server names the code it was given. A wrong one counts, so that it is an outcome and no refusal. */
export const askToJoin = command({
  name: 'delivery.askToJoin',
  title: '考场服务器申请接入',
  input: Type.Object({
    organisationId: Uuid,
    joiningId: Uuid,
    card: Type.String({ minLength: 1, maxLength: 4000 }),
    mac: Type.String({ maxLength: 100 }),
  }),
  reply: Type.Object({
    outcome: Type.Union([Type.Literal('asked'), Type.Literal('wrong'), Type.Literal('known')]),
  }),
  refusals: [],
  roles: ['system'],
})

/** What the person says who compared the check code with the one on the server's page. */
export const decideJoining = command({
  name: 'delivery.decideJoining',
  title: '核对并登记考场服务器',
  input: Type.Object({ joiningId: Uuid, version: Version, isSame: Type.Boolean() }),
  reply: Type.Object({ nodeId: Nullable(Uuid) }),
  refusals: ['JOINING_OVER', 'NODE_KNOWN'],
  roles: registering,
})

/** Codes now open and servers that wait for a person's word. */
export const joiningList = query({
  name: 'delivery.joinings',
  title: '待接入的考场服务器',
  input: Type.Object({}),
  reply: Type.Object({
    joinings: Type.Array(
      Type.Object({
        joiningId: Uuid,
        version: Version,
        siteName: Type.String(),
        state: Type.String(),
        openUntil: Type.String(),
        isOver: Type.Boolean(),
        shownBy: Type.String(),
        nodeName: Nullable(Type.String()),
        checkCode: Nullable(Type.String()),
      }),
    ),
  }),
  roles: registering,
})
