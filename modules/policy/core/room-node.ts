import { roomNode } from '../packs/room-node.ts'

/** How servers of exam rooms are kept; no document states it, and it is the same for every pack. */
export const roomNodeRules = roomNode.value
