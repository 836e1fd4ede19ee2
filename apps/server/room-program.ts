import { hostname } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type RoomProgram, startRoomProgram } from '#apps/exam-room/program/start.ts'
import { openSealedPaper } from '#modules/itembank/paper/open-paper.ts'
import { systemClock } from '#platform/clock/clock.ts'
import { nodePages } from '../pages.ts'
import { cite } from './cite.ts'
import { takeFolder } from './folder-lock.ts'
import { programBuild } from './program-build.ts'
import { servePages } from './static.ts'
import { serverVersion } from './version.ts'

const options = {
  data: { type: 'string', default: 'data-room' },
  port: { type: 'string', default: '8701' },
  host: { type: 'string', default: '0.0.0.0' },
  name: { type: 'string', default: hostname() },
  centre: { type: 'string' },
  code: { type: 'string' },
  camera: { type: 'string' },
} as const

const cameraMilliseconds = 5000

const asksCamera = (url: string) => async () => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(cameraMilliseconds) })
    return response.ok && (response.headers.get('content-type') ?? '').startsWith('image/')
  } catch {
    return false
  }
}

/** Joins as the command line says; what comes of it, in words. A server that has joined before just goes on. */
const joinWith = async (
  program: RoomProgram,
  { centre, code }: { readonly centre?: string | undefined; readonly code?: string | undefined },
): Promise<string | null> => {
  if (centre === undefined || code === undefined || program.isJoined(centre)) return null
  const asked = await program.join({ centre, code })
  return asked.refused
    ? `未接入中心：${asked.sentence}${asked.remedy}`
    : `核对码 ${asked.value.checkCode}，请与中心页面核对，由中心确认后即接入。`
}

/** `npx jiangheng room`: a server of one exam site. Throws when a setting is malformed or the folder is in use. */
export const runRoomProgram = async (args: readonly string[]) => {
  const { values } = parseArgs({ args: [...args], options })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port 不是端口号：${values.port}`)
  if (values.code !== undefined && values.centre === undefined)
    throw new Error('--code 须与 --centre 一起使用')
  const folder = path.resolve(values.data)
  const lock = takeFolder(folder)
  const program = await startRoomProgram({
    ...{ folder, port, host: values.host, name: values.name, cite },
    ...{
      clock: systemClock,
      build: programBuild,
      centreUrl: values.code === undefined ? (values.centre ?? null) : null,
    },
    camera: values.camera === undefined ? null : asksCamera(values.camera),
    openPaper: (verifiers) => openSealedPaper({ verifiers, serverVersion }),
    pages: async (app, node) => {
      const web = fileURLToPath(new URL('../../dist/web', import.meta.url))
      await app.register(servePages, { web, pages: nodePages, connectTo: () => node.standby.addresses })
    },
  })
  const { port: bound } = new URL(program.address)
  const joined = await joinWith(program, values)
  return {
    address: program.address,
    notices: [
      ...program.node.unreadable().map(({ sentence, remedy }) => sentence + remedy),
      ...(joined === null ? [] : [joined]),
    ],
    operatorPage: `http://127.0.0.1:${bound}/room/operator/`,
    stop: async () => {
      await program.stop()
      lock.release()
    },
  }
}
