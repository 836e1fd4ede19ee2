/** The interface of Safe Exam Browser to a page; on macOS and iOS it stands in for the header of requests. */
interface SafeExamBrowser {
  readonly security?: {
    readonly configKey?: string
    updateKeys?(done: () => void): void
  }
}

const safeExamBrowser = (): SafeExamBrowser | undefined =>
  (globalThis as { SafeExamBrowser?: SafeExamBrowser }).SafeExamBrowser

/** A browser that does not answer has no proof. */
const patienceMilliseconds = 1_000

type Proof = { readonly [name: string]: string }

const askBrowser = async (): Promise<Proof> => {
  const security = safeExamBrowser()?.security
  if (!security) return {}
  await Promise.race([
    new Promise<void>((resolve) => (security.updateKeys ? security.updateKeys(resolve) : resolve())),
    new Promise((resolve) => setTimeout(resolve, patienceMilliseconds)),
  ])
  return security.configKey ? { 'x-seb-page-hash': security.configKey } : {}
}

let asked: Promise<Proof> | undefined
let known: Proof = {}

/** What the browser says for itself, where it is Safe Exam Browser; asked once, since the page's address does not change. */
export const ownBrowserProof = (): Promise<Proof> => {
  asked ??= askBrowser().then((proof) => {
    known = proof
    if (Object.keys(proof).length === 0) asked = undefined
    return proof
  })
  return asked
}

/** The same for a request that cannot wait. */
export const knownBrowserProof = (): Proof => known

/** Whether the page runs where only the room's own address leads out. */
export const isSafeExamBrowser = (): boolean => /\bSEB\b/.test(navigator.userAgent) || !!safeExamBrowser()
