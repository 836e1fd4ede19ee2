/** A file that a command hands over within its reply: secret content is never a stored file with an address. */
export interface HandedFile {
  readonly name: string
  readonly mediaType: string
  readonly base64: string
}

const blobOf = ({ base64, mediaType }: HandedFile): Blob =>
  new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type: mediaType })

/** A minute is long enough for the browser to have taken it. */
const keepMilliseconds = 60_000

const withAddress = (file: HandedFile, use: (address: string) => void) => {
  const address = URL.createObjectURL(blobOf(file))
  use(address)
  setTimeout(() => URL.revokeObjectURL(address), keepMilliseconds)
}

export const saveHanded = (file: HandedFile): void =>
  withAddress(file, (address) => {
    const link = document.createElement('a')
    link.href = address
    link.download = file.name
    link.click()
  })

/** Opens a PDF beside the page. */
export const showHanded = (file: HandedFile): void =>
  withAddress(file, (address) => {
    window.open(address, '_blank', 'noopener')
  })

/** A file of the person's as base64, to travel inside a command. */
export const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
