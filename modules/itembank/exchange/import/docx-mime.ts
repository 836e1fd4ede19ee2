/** A body of a MIME message: a web page saved as one file is such a message. */
export interface MimePart {
  readonly type: string
  readonly charset: string | undefined
  /** Content-Location and Content-ID, under which the page refers to it. */
  readonly names: readonly string[]
  readonly bytes: Uint8Array
}

const headersOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .replace(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)
      .flatMap((line) => {
        const colon = line.indexOf(':')
        return colon < 1
          ? []
          : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const]
      }),
  )

const parameter = (header: string, name: string): string | undefined =>
  new RegExp(`${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header)?.slice(1).find(Boolean)

const quotedPrintable = (body: string): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      body
        .replace(/[ \t]*=\r?\n/g, '')
        .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ),
  )

const decoded = (body: string, encoding: string): Uint8Array => {
  if (/base64/i.test(encoding)) return new Uint8Array(Buffer.from(body, 'base64'))
  return /quoted-printable/i.test(encoding)
    ? quotedPrintable(body)
    : new Uint8Array(Buffer.from(body, 'latin1'))
}

const mostParts = 500

/** The bodies of a message in latin1, those within bodies too. */
const partsOf = (message: string, depth: number): readonly MimePart[] => {
  const end = /\r?\n\r?\n/.exec(message)
  if (!end || depth > 5) return []
  const headers = headersOf(message.slice(0, end.index))
  const body = message.slice(end.index + end[0].length)
  const type = headers.get('content-type') ?? 'text/plain'
  const boundary = /^multipart\//i.test(type) ? parameter(type, 'boundary') : undefined
  if (boundary)
    return body
      .split(`--${boundary}`)
      .slice(1, mostParts)
      .filter((part) => !part.startsWith('--'))
      .flatMap((part) => partsOf(part.replace(/^\r?\n/, ''), depth + 1))
  const names = [headers.get('content-location'), headers.get('content-id')?.replace(/^<|>$/g, '')]
  return [
    {
      type: type.split(';')[0]!.trim().toLowerCase(),
      charset: parameter(type, 'charset'),
      names: names.filter((name) => name !== undefined),
      bytes: decoded(body, headers.get('content-transfer-encoding') ?? ''),
    },
  ]
}

export const isMime = (bytes: Uint8Array): boolean =>
  /^\s*(MIME-Version|From|Content-Type|Subject|Date)\s*:/i.test(
    Buffer.from(bytes.subarray(0, 200)).toString('latin1'),
  )

export const readMime = (bytes: Uint8Array): readonly MimePart[] =>
  partsOf(Buffer.from(bytes).toString('latin1').trimStart(), 0)
