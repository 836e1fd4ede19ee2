/**
 * Verifies compact signed tokens in a browser, offline, with nothing but WebCrypto. Ed25519 keys only: SM2 is
 * not part of WebCrypto, and a token signed with SM2 is reported as `unsupported`, to be verified by the server.
 */
export interface PublishedKey {
  readonly kty: string
  readonly crv: string
  readonly x: string
  readonly kid: string
}

export type BrowserVerdict =
  | { readonly valid: true; readonly payload: { readonly [key: string]: unknown } }
  | { readonly valid: false; readonly reason: 'format' | 'unknown-key' | 'signature' | 'unsupported' }

const bytesOf = (part: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return undefined
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'))
    const canonical = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    return canonical === part ? Uint8Array.from(binary, (letter) => letter.charCodeAt(0)) : undefined
  } catch {
    return undefined
  }
}

const objectOf = (part: string): { readonly [key: string]: unknown } | undefined => {
  const bytes = bytesOf(part)
  if (!bytes) return undefined
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const checkSignature = async (key: PublishedKey, body: string, signature: Uint8Array<ArrayBuffer>) => {
  const { kty, crv, x } = key
  const imported = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', imported, signature, new TextEncoder().encode(body))
}

/** `keys` are the issuer's published keys, kept with the page so that no network is needed. */
export const verifyTokenInBrowser = async (
  text: string,
  keys: readonly PublishedKey[],
): Promise<BrowserVerdict> => {
  const [header = '', body = '', tail = '', ...rest] = text.trim().split('.')
  const head = objectOf(header)
  const payload = objectOf(body)
  const signature = bytesOf(tail)
  if (rest.length > 0 || !head || !payload || !signature) return { valid: false, reason: 'format' }
  if (head.alg !== 'EdDSA') return { valid: false, reason: 'unsupported' }
  const key = keys.find(({ kid, crv }) => kid === head.kid && crv === 'Ed25519')
  if (!key) return { valid: false, reason: 'unknown-key' }
  let authentic: boolean
  try {
    authentic = await checkSignature(key, `${header}.${body}`, signature)
  } catch {
    return { valid: false, reason: 'unsupported' }
  }
  return authentic ? { valid: true, payload } : { valid: false, reason: 'signature' }
}
