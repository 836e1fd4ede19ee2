import path from 'node:path'
import { hashPasscode } from '#apps/exam-room/node/passcode.ts'
import { openRoomNode, type RoomNode } from '#apps/exam-room/node/room-node.ts'
import type { RoomPort } from '#modules/delivery/core/room.port.ts'
import { followRooms } from '#modules/delivery/tasks.ts'
import { openSealedPaper } from '#modules/itembank/paper/open-paper.ts'
import type { Services } from '#platform/command/services.ts'
import type { TaskDeps } from '#platform/jobs/tasks.ts'
import type { Logger } from '#platform/log/log.ts'
import { cite } from './cite.ts'
import type { Config } from './config.ts'
import { programBuild } from './program-build.ts'
import { serverVersion } from './version.ts'

const followMilliseconds = 2000

/** The rooms this server hosts itself, their files under the data folder. */
export const openRooms = (config: Config, services: Services): RoomNode =>
  openRoomNode({
    directory: path.join(config.dataFolder, 'rooms'),
    clock: services.clock,
    openPackage: openSealedPaper({ verifiers: services.sealing.verifiers, serverVersion }),
    cite,
    ground: { build: programBuild, signer: services.signer },
  })

/** The rooms as the business modules see them. */
export const roomPort = (node: RoomNode): RoomPort => ({
  prepare: node.prepare,
  standing: node.standing,
  journal: node.journal,
  bundle: node.bundle,
  uploaded: node.uploaded,
  hashPasscode,
  withdraw: node.withdraw,
  build: node.build,
})

/** Keeps the centre's view of the rooms up to date until stopped. */
export const startFollowing = (deps: TaskDeps, room: RoomPort, log: Logger) => {
  let running: Promise<void> = Promise.resolve()
  let isBusy = false
  const follow = async () => {
    isBusy = true
    try {
      await followRooms(deps, room)
    } catch (error) {
      log.error({ error: String(error) }, 'rooms could not be followed')
    } finally {
      isBusy = false
    }
  }
  const timer = setInterval(() => {
    if (!isBusy) running = follow()
  }, followMilliseconds)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
