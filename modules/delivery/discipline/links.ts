import { sessionsOf } from '#modules/arrangement/facts.ts'
import { applicationFacts } from '#modules/enrolment/facts.ts'
import { roomFacts } from '#modules/site/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { readFile } from '#platform/files/files.ts'
import type { LinkKind } from './core/titles.ts'
import { factOnRecord } from './evidence.store.ts'
import type { Link } from './store.ts'

/** Tables whose entries in the evidence stand for a kind of link. */
export const tablesOfLink: { readonly [kind in LinkKind]?: readonly string[] } = {
  incident: ['examIncident'],
  custody: ['packageEvent', 'paperPackage', 'custodyIncident', 'mediaEntry', 'sessionMaterial'],
  certificate: ['certificate', 'certificateBatch', 'reissueRequest'],
  audit: ['result', 'practicalSheet', 'scoreCorrection', 'scoreEntry', 'script', 'panelRecord'],
  score: ['result', 'practicalSheet', 'scoreCorrection'],
  paper: ['paper'],
}

/** What a case links is there: an entry of the evidence, a file, an application, a room or a session. Throws MissingRow. */
export const checkedLinks = async (
  context: QueryContext,
  { organisationId, batchId }: { readonly organisationId: string; readonly batchId: string | null },
  links: readonly Link[],
): Promise<readonly Link[]> => {
  const { tx } = context
  for (const { kind, id } of links) {
    const tables = tablesOfLink[kind]
    if (tables && !(await factOnRecord(tx, { organisationId, id, tables }))) throw new MissingRow()
    if (kind === 'application') await applicationFacts(tx, organisationId, id)
    if (kind === 'false-document') await readFile(context, organisationId, id)
    if (kind === 'equipment') await roomFacts(tx, organisationId, [id])
    if (kind === 'session' && batchId !== null) {
      const sessions = await sessionsOf(tx, organisationId, batchId)
      if (!sessions.some((session) => session.id === id)) throw new MissingRow()
    }
  }
  return links
}
