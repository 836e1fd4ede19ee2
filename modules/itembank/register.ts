import type { Entry } from '#platform/contract/registry.ts'
import { assemblyEntries } from './assembly/register.ts'
import { custodyEntries } from './custody/register.ts'
import type { Media } from './exchange/export/media.port.ts'
import { exchangeEntries } from './exchange/register.ts'
import { itemEntries } from './item/register.ts'
import { knowledgeEntries } from './knowledge/register.ts'
import type { SeatedCandidates } from './paper/candidates.port.ts'
import { documentEntries } from './paper/documents/register.ts'
import { paperEntries } from './paper/register.ts'
import type { TheorySessions } from './paper/sessions.port.ts'
import { practicalEntries } from './practical/register.ts'
import { undertakingEntries } from './undertaking/register.ts'

/** Until the register of media is kept, an export is known by its own record alone: whose it is and when he took it. */
const unregisteredMedia: Media = { register: async () => {} }

/**
 * The item bank, part by part; `sessions` tells which theory sessions there are to have papers for, `candidates` who
 * sits where in them.
 */
export const itembankEntries = (sessions: TheorySessions, candidates: SeatedCandidates): readonly Entry[] => [
  ...undertakingEntries,
  ...knowledgeEntries,
  ...itemEntries,
  ...exchangeEntries(unregisteredMedia),
  ...assemblyEntries,
  ...paperEntries(sessions),
  ...custodyEntries,
  ...practicalEntries,
  ...documentEntries({ sessions, candidates }),
]
