/** What the signed statement in the QR code says; short keys keep the code coarse enough for a worn print. */
export interface TokenStatement {
  readonly number: string
  readonly name: string
  readonly documentType: string
  readonly documentMasked: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly issuerName: string
  readonly issuedOn: string
}

const keys = {
  number: 'n',
  name: 'p',
  documentType: 'k',
  documentMasked: 'd',
  occupationName: 'o',
  trade: 't',
  level: 'l',
  issuerName: 'i',
  issuedOn: 'on',
} as const satisfies Record<keyof TokenStatement, string>

const kind = 'cert1'

export const tokenPayload = (statement: TokenStatement): { readonly [key: string]: string | number } => ({
  typ: kind,
  ...Object.fromEntries(
    (Object.keys(keys) as (keyof TokenStatement)[]).map((name) => [keys[name], statement[name]]),
  ),
})

const text = (value: unknown): value is string => typeof value === 'string'

/** The statement of a token whose signature holds; null when it is about something else. */
export const statementOf = (payload: { readonly [key: string]: unknown }): TokenStatement | null => {
  const level = payload[keys.level]
  const words = (name: keyof TokenStatement): string => {
    const value = payload[keys[name]]
    return text(value) ? value : ''
  }
  if (payload.typ !== kind || typeof level !== 'number' || words('number') === '') return null
  return {
    number: words('number'),
    name: words('name'),
    documentType: words('documentType'),
    documentMasked: words('documentMasked'),
    occupationName: words('occupationName'),
    trade: words('trade'),
    level,
    issuerName: words('issuerName'),
    issuedOn: words('issuedOn'),
  }
}

/** The address in the QR code; the token stands behind `#`, so it never reaches the server's log. */
export const verifyAddress = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/$/u, '')}/verify#${token}`
