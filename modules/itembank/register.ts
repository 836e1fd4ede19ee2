import type { Entry } from '#platform/contract/registry.ts'
import { assemblyEntries } from './assembly/register.ts'
import { custodyEntries } from './custody/register.ts'
import { exchangeEntries } from './exchange/register.ts'
import { itemEntries } from './item/register.ts'
import { knowledgeEntries } from './knowledge/register.ts'
import type { SeatedCandidates } from './paper/candidates.port.ts'
import { documentEntries } from './paper/documents/register.ts'
import { paperEntries } from './paper/register.ts'
import type { SessionDirectory } from './paper/sessions.port.ts'
import { practicalEntries } from './practical/register.ts'
import { undertakingEntries } from './undertaking/register.ts'

/**
 * The item bank, part by part; `directory` tells which theory sessions there are to have papers for and where,
 * `candidates` who sits where in them.
 */
export const itembankEntries = (
  directory: SessionDirectory,
  candidates: SeatedCandidates,
): readonly Entry[] => [
  ...undertakingEntries,
  ...knowledgeEntries,
  ...itemEntries,
  ...exchangeEntries,
  ...assemblyEntries,
  ...paperEntries(directory),
  ...custodyEntries(directory),
  ...practicalEntries,
  ...documentEntries({ sessions: directory.sessions, candidates }),
]
