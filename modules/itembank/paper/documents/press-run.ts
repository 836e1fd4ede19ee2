import { dayOf, inWords } from '#platform/clock/day.ts'
import type { CommandContext, QueryContext } from '#platform/command/context.ts'
import { accept, type Json, type Refusal, refuse, type Verdict } from '#platform/contract/verdict.ts'
import { qrSvg } from '#platform/document/qr.ts'
import { practicalData } from '../../practical/documents/practical-data.ts'
import { practicalDocx } from '../../practical/documents/practical-docx.ts'
import type { SeatedCandidates } from '../candidates.port.ts'
import type { TheorySession, TheorySessions } from '../sessions.port.ts'
import { readAttachment } from '../store/paper.store.ts'
import { approvalData } from './approval-data.ts'
import { type Copy, copiesOfPart, copyLabel, printDocuments } from './core/print.rule.ts'
import type { PrintedPaper } from './core/printed-paper.ts'
import { answerKeyDocx, paperDocx } from './paper-docx.ts'
import { attachedFormat, getPrintable, type Printable, practicalContent, roomAt } from './print-source.ts'
import { Unsettable } from './rich-typst.ts'
import { answerKeyForm, formData, headData, pictureFiles, picturesByDigest } from './set-paper.ts'
import { sheetData, sheetFrame } from './sheet-data.ts'
import type { PrintRow } from './store/print.store.ts'
import { printedPaperOf } from './stored-paper.ts'

export interface Ports {
  readonly sessions: TheorySessions
  readonly candidates: SeatedCandidates
}

type Run = Pick<
  PrintRow,
  'organisationId' | 'paperId' | 'subject' | 'document' | 'format' | 'title' | 'settings' | 'code'
>

/** A document before it is set: its template and everything that goes into it. */
interface Draft {
  readonly template: string
  readonly data: Json
  readonly images: Readonly<Record<string, Uint8Array>>
}

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const folder = 'modules/itembank/paper/documents'
const bytesOf = (text: string) => new TextEncoder().encode(text)

const chosen = (paper: PrintedPaper, forms: readonly number[]): PrintedPaper => ({
  ...paper,
  forms: forms.flatMap((at) => paper.forms[at] ?? []),
})

const copyImages = async ({ code }: Run, copies: readonly Copy[]) =>
  Object.fromEntries(
    await Promise.all(
      copies.map(async ({ number }) => [
        `copy-${number}.svg`,
        bytesOf(await qrSvg(`${code.replace('-', '')}-${copyLabel(number)}`)),
      ]),
    ),
  ) as Readonly<Record<string, Uint8Array>>

const copyData = ({ code }: Run, { number }: Copy) => ({
  ...{ number, label: copyLabel(number), code },
  qr: `copy-${number}.svg`,
})

const paperDraft = async (run: Run, paper: PrintedPaper, part: number): Promise<Draft> => {
  const copies = copiesOfPart({ ...run, ...run.settings }, part)
  const pictures = picturesByDigest(paper)
  const used = [...new Set(copies.map(({ form }) => form))]
  return {
    template: `${folder}/paper.typ`,
    data: {
      head: headData(paper),
      forms: used.flatMap((at) => (paper.forms[at] ? [formData(paper.forms[at], pictures)] : [])),
      copies: copies.map((copy) => ({
        ...copyData(run, copy),
        at: used.indexOf(copy.form),
        form: paper.forms[copy.form]?.name ?? '',
      })),
    },
    images: { ...pictureFiles(paper), ...(await copyImages(run, copies)) },
  }
}

const keyDraft = (run: Run, paper: PrintedPaper): Draft => {
  const pictures = picturesByDigest(paper)
  return {
    template: `${folder}/answer-key.typ`,
    data: {
      head: headData(paper),
      code: run.code,
      label: copyLabel(1),
      forms: chosen(paper, run.settings.forms).forms.map((form) => answerKeyForm(form, pictures)),
    },
    images: pictureFiles(paper),
  }
}

const timeOf = ({ startsAt, endsAt }: TheorySession): string => {
  const clock = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
  return `${inWords(dayOf(startsAt))} ${clock(startsAt)}—${clock(endsAt)}`
}

const sheetDraft = async (
  context: CommandContext,
  given: { readonly run: Run; readonly paper: PrintedPaper; readonly part: number; readonly ports: Ports },
): Promise<Draft> => {
  const { run, paper, part, ports } = given
  const { organisationId, settings } = run
  const sessions = await ports.sessions(context.tx, organisationId)
  const session = sessions.find(({ sessionId }) => sessionId === settings.sessionId)
  if (!session) throw new Error('the session of the answer sheets is gone')
  const { sessionId } = session
  const roomId = roomAt(settings.roomIds, part)
  const rooms = await ports.candidates.rooms(context.tx, organisationId, sessionId)
  const room = rooms.find((one) => one.roomId === roomId)?.name ?? ''
  const people = await ports.candidates.inRoom(context, organisationId, { sessionId, roomId })
  const codes = people.map(async ({ seatNumber, ticketNumber }) => [
    `seat-${seatNumber}.svg`,
    bytesOf(await qrSvg(`${run.code.replace('-', '')}-${ticketNumber}`)),
  ])
  return {
    template: `${folder}/answer-sheet.typ`,
    data: {
      ...sheetFrame(paper, paper.forms[0] ?? { name: '', sections: [] }, {
        batch: session.batchName,
        number: session.number,
        time: timeOf(session),
        subjectCode: settings.subjectCode,
      }),
      sheets: people.map((person) => sheetData(person, room, run.code)),
    },
    images: Object.fromEntries(await Promise.all(codes)) as Readonly<Record<string, Uint8Array>>,
  }
}

const practicalDraft = async (
  context: QueryContext,
  of: Extract<Printable, { subject: 'practical' }>,
  { run, part }: { readonly run: Run; readonly part: number },
): Promise<Draft> => {
  const { paper, organisation } = await practicalContent(context, of.row)
  const copies = copiesOfPart({ ...run, ...run.settings }, part)
  return {
    template: 'modules/itembank/practical/documents/practical.typ',
    data: {
      organisation,
      document: run.document,
      paper: practicalData(paper),
      copies: copies.map((copy) => copyData(run, copy)),
    },
    images: await copyImages(run, copies),
  }
}

const draftOf = async (
  context: CommandContext,
  run: Run,
  { part, ports }: { readonly part: number; readonly ports: Ports },
): Promise<Draft> => {
  const of = await getPrintable(context.tx, run)
  if (run.document === 'approval')
    return { template: `${folder}/approval.typ`, data: await approvalData(context, of), images: {} }
  if (of.subject === 'practical') return practicalDraft(context, of, { run, part })
  const paper = await printedPaperOf(context, of.row)
  if (run.document === 'answer-sheet') return sheetDraft(context, { run, paper, part, ports })
  return run.document === 'answer-key' ? keyDraft(run, paper) : paperDraft(run, paper, part)
}

const wordFile = async (context: QueryContext, run: Run): Promise<Uint8Array> => {
  const of = await getPrintable(context.tx, run)
  const foot = `${run.title}　${run.code}`
  if (of.subject === 'practical') {
    const { paper, organisation } = await practicalContent(context, of.row)
    const { document } = run
    if (document !== 'preparation' && document !== 'task' && document !== 'score-sheet')
      throw new Error(`${document} is no Word file of a practical paper`)
    return practicalDocx(paper, { document, organisation, foot })
  }
  const paper = chosen(await printedPaperOf(context, of.row), run.settings.forms)
  return run.document === 'answer-key' ? answerKeyDocx(paper, foot) : paperDocx(paper, foot)
}

const unprintable = (
  refusal: Pick<Refusal, 'sentence' | 'remedy'> & Partial<Refusal>,
): Refusal<'UNPRINTABLE'> =>
  refuse('UNPRINTABLE', {
    sentence: refusal.sentence,
    remedy: refusal.remedy,
    clauses: [],
    ...(refusal.details && { details: refusal.details }),
  })

/** Turns what cannot be set into a named refusal. */
const settable = async <T>(work: () => Promise<T>): Promise<Verdict<T, 'UNPRINTABLE'>> => {
  try {
    return accept(await work())
  } catch (error) {
    if (!(error instanceof Unsettable)) throw error
    return unprintable({
      sentence: `${error.message}。`,
      remedy: '请在试题中改正，或换一种格式印制。',
    })
  }
}

const glyphs = (context: QueryContext, data: Json): Refusal<'UNPRINTABLE'> | undefined => {
  // Each character once: a paper repeats the same few hundred.
  const characters = [...new Set(JSON.stringify(data))].join('')
  const verdict = context.services.press.printable(characters, ['serif'])
  return verdict.refused ? unprintable(verdict) : undefined
}

export interface Pressed {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly name: string
}

const nameOf = (run: Run & Pick<PrintRow, 'parts'>, part: number): string => {
  const { title } = printDocuments[run.document]
  return `${run.title}　${title}${run.parts > 1 ? `（${part}／${run.parts}）` : ''}.${run.format}`
}

/** The file of a paper that was made elsewhere; it is printed as it is. */
const attachedFile = async (context: QueryContext, run: Run): Promise<Omit<Pressed, 'name'> | undefined> => {
  if (run.document !== 'paper') return undefined
  if (!attachedFormat(await getPrintable(context.tx, run))) return undefined
  const { file, mediaType } = await readAttachment(context, run.organisationId, run.paperId)
  return { bytes: Buffer.from(file, 'base64'), mediaType }
}

/** What in the first part of a run cannot be printed; nothing is set, and answer sheets name nobody for it. */
export const checkRun = async (
  context: CommandContext,
  run: Run,
  ports: Ports,
): Promise<Refusal<'UNPRINTABLE'> | undefined> => {
  if (run.document === 'answer-sheet' || (await attachedFile(context, run))) return undefined
  const draft = await settable(() => draftOf(context, run, { part: 1, ports }))
  return draft.refused ? draft : glyphs(context, draft.value.data)
}

/** Sets one part of a run, or says what in it cannot be printed. */
export const pressPart = async (
  context: CommandContext,
  run: Run & Pick<PrintRow, 'parts'>,
  given: { readonly part: number; readonly ports: Ports },
): Promise<Verdict<Pressed, 'UNPRINTABLE'>> => {
  const name = nameOf(run, given.part)
  const attached = await attachedFile(context, run)
  if (attached) return accept({ ...attached, name })
  if (run.format === 'docx') {
    const file = await settable(() => wordFile(context, run))
    return file.refused ? file : accept({ bytes: file.value, mediaType: docxType, name })
  }
  const draft = await settable(() => draftOf(context, run, given))
  if (draft.refused) return draft
  const { template, data, images } = draft.value
  const refusal = glyphs(context, data)
  if (refusal) return refusal
  const manuscript = { template: { path: template }, data, images, bulk: run.parts > 1 }
  const bytes = await context.services.press.render(manuscript, { date: context.today, title: run.title })
  return accept({ bytes, mediaType: 'application/pdf', name })
}
