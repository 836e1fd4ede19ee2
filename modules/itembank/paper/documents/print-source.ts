import { organisationFacts } from '#modules/party/facts.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { MissingRow } from '#platform/command/pipeline.ts'
import { formName } from '../../assembly/core/draw.ts'
import type { PracticalPaper } from '../../practical/core/practical.ts'
import { getPractical, type PracticalRow, readPractical } from '../../practical/store/practical.store.ts'
import type { Medium } from '../core/medium.rule.ts'
import type { PaperState } from '../core/paper.machine.ts'
import { getPaper, type PaperRow } from '../store/paper.store.ts'
import { type Format, type PrintDocument, printDocuments, type Subject } from './core/print.rule.ts'
import { formCount } from './stored-paper.ts'

/** A paper that can be printed, theory or practical, without its content. */
export type Printable =
  | { readonly subject: 'theory'; readonly row: PaperRow }
  | { readonly subject: 'practical'; readonly row: PracticalRow }

export interface PrintableAt {
  readonly organisationId: string
  readonly subject: Subject
  readonly paperId: string
}

/** Throws MissingRow. */
export const getPrintable = async (
  tx: QueryContext['tx'],
  { organisationId, subject, paperId }: PrintableAt,
): Promise<Printable> =>
  subject === 'theory'
    ? { subject, row: await getPaper(tx, organisationId, paperId) }
    : { subject, row: await getPractical(tx, organisationId, paperId) }

export const formsOfPrintable = (of: Printable): number => (of.subject === 'theory' ? formCount(of.row) : 1)

/** Names of the forms as they stand on the copies, known without opening the paper. */
export const formNamesOf = (of: Printable): string[] => {
  const count = formsOfPrintable(of)
  return Array.from({ length: count }, (_, at) => formName(at, count))
}

/** The kind of file a paper from elsewhere consists of; null for one that is set from its items. */
export const attachedFormat = (of: Printable): Format | null => {
  if (of.subject !== 'theory' || of.row.attachmentType === null) return null
  return of.row.attachmentType === 'application/pdf' ? 'pdf' : 'docx'
}

/** A paper from elsewhere is printed as the file it is. */
export const formatsOf = (of: Printable, document: PrintDocument): Format[] => {
  const attached = document === 'paper' ? attachedFormat(of) : null
  return attached ? [attached] : [...printDocuments[document].formats]
}

/** A sealed print paper is set after its custodians have opened it; a screen paper before the rooms have. */
const theoryStates: { readonly [M in Medium]: readonly PaperState[] } = {
  screen: ['reviewed', 'sealed', 'dispatched'],
  print: ['reviewed', 'opened'],
}
const practicalStates = ['reviewed', 'in-force']

/** Why a document of the paper is not printed now; undefined when it may be. */
export const printObstacle = (of: Printable, document: PrintDocument): string | undefined => {
  const { state } = of.row
  if (document === 'approval')
    return state === 'voided' || state === 'retired' ? '试卷已作废或停用。' : undefined
  if (of.subject === 'practical')
    return practicalStates.includes(state) ? undefined : '操作技能试卷审核后才能印制。'
  if (document === 'answer-key' && attachedFormat(of)) return '答案和评分标准在试卷附件中。'
  const { medium, state: stage } = of.row
  if (theoryStates[medium].includes(stage)) return undefined
  return medium === 'print' && stage === 'sealed'
    ? '试卷已密封，须由保管人到场启封后印制。'
    : '试卷审核后、启封前才能印制。'
}

/** A practical paper in clear with the organisation's name; the caller answers for recording why. */
export const practicalContent = async (
  context: QueryContext,
  row: PracticalRow,
): Promise<{ readonly paper: PracticalPaper; readonly organisation: string }> => {
  const paper = await readPractical(context, row.organisationId, row.id)
  const { name } = await organisationFacts(context.tx, row.organisationId)
  return { paper, organisation: name }
}

/** A room of a run by its place; throws MissingRow when the run has no such room. */
export const roomAt = <T>(rooms: readonly T[], part: number): T => {
  const room = rooms[part - 1]
  if (!room) throw new MissingRow()
  return room
}
