import { fileURLToPath } from 'node:url'
import type { Regime } from '#modules/policy/core/regime.ts'
import type { Day } from '#platform/clock/day.ts'
import type { QueryContext } from '#platform/command/context.ts'
import { refuse, type Verdict } from '#platform/contract/verdict.ts'
import type { DocumentPress } from '#platform/document/press.ts'
import { qrSvg } from '#platform/document/qr.ts'
import { readFile } from '#platform/files/files.ts'
import { type CertificateStatement, sheetFields } from '../core/sheet.ts'
import { verifyAddress } from '../core/token.ts'

const template = fileURLToPath(new URL('certificate.typ', import.meta.url))

/** A certificate ready for the press. */
export interface SheetSource extends CertificateStatement {
  readonly organisationId: string
  readonly photoFileId: string | null
  readonly token: string
}

export interface SheetOptions {
  readonly mode: 'full' | 'overprint'
  /** Of the printer, millimetres to the right and down. */
  readonly offset: { readonly x: number; readonly y: number }
  readonly date: Day
}

/** 小四 where the pack names no size. */
const defaultPoints = 12
/** A certificate field is never empty, also where the pack sets no mark. */
const defaultNoTrade = '——'

export const noTradeOf = (regime: Regime): string => regime.certificate.form.value.noTrade ?? defaultNoTrade

const statementText = (issuer: string) =>
  `本证书由${issuer}颁发，表明持证人通过本机构组织的职业技能等级认定，具备该职业（工种）相应技能等级的专业知识和操作技能。`

/** The family the filled fields are set in; undefined when the machine has none. */
export const filledFamily = (press: DocumentPress): string | undefined =>
  press.families().find(({ role }) => role === 'fangsong')?.family

export const requireFilledFamily = (press: DocumentPress): Verdict<string, 'font-missing'> => {
  const family = filledFamily(press)
  return family === undefined
    ? refuse('font-missing', {
        sentence: '服务器上没有仿宋字体，不能打印证书。',
        remedy: '请管理员运行“npx jiangheng doctor”查看缺少的字体，补齐后重试。',
        clauses: ['SDS-6.2-02'],
      })
    : { refused: false, value: family }
}

/** The characters of a name that cannot be set in the certificate's typeface, as one text (SDS-6.2-05). */
export const unprintableIn = (press: DocumentPress, name: string): string => {
  const family = filledFamily(press)
  return family === undefined ? '' : press.missingGlyphs(name, family).join('')
}

const photoOf = async (context: QueryContext, source: SheetSource) => {
  if (source.photoFileId === null) return null
  const { bytes } = await readFile(context, source.organisationId, source.photoFileId)
  return bytes
}

/** Prints certificates, one page each. The font must be there; names with unprintable characters are left blank. */
export const printSheets = async (
  context: QueryContext,
  sources: readonly SheetSource[],
  { regime, options }: { readonly regime: Regime; readonly options: SheetOptions },
): Promise<Uint8Array<ArrayBuffer>> => {
  const { press, publicUrl } = context.services
  const noTrade = noTradeOf(regime)
  const text = new TextEncoder()
  const images: Record<string, Uint8Array> = {}
  const sheets = []
  for (const source of sources) {
    const photo = await photoOf(context, source)
    if (photo) images[`${source.number}.jpg`] = photo
    images[`${source.number}.svg`] = text.encode(await qrSvg(verifyAddress(publicUrl, source.token)))
    sheets.push({
      ...sheetFields(source, noTrade),
      photo: photo === null ? null : `${source.number}.jpg`,
      qr: `${source.number}.svg`,
    })
  }
  return press.render(
    {
      template: { path: template },
      data: {
        mode: options.mode,
        offset: options.offset,
        points: regime.certificate.form.value.font?.points ?? defaultPoints,
        statement: statementText(sources[0]?.issuerName ?? ''),
        queryAddress: publicUrl,
        sheets,
      },
      images,
    },
    { date: options.date, title: titleOf(sources) },
  )
}

const titleOf = (sources: readonly SheetSource[]): string =>
  sources.length === 1 ? `职业技能等级证书 ${sources[0]!.number}` : `职业技能等级证书 ${sources.length}本`
