import { v7 as uuid } from 'uuid'
import type { Refusal, Verdict } from '#platform/contract/verdict.ts'
import { csrfHeader, Fault, queryString } from './transport.ts'

export interface StoredFile {
  readonly organisationId: string
  readonly fileId: string
  readonly name: string
  /** Bytes. */
  readonly size: number
}

export const fileAddress = (file: { readonly organisationId: string; readonly fileId: string }): string =>
  `/api/files/${encodeURIComponent(file.organisationId)}/${encodeURIComponent(file.fileId)}`

const answerOf = <T>(request: XMLHttpRequest): Verdict<T> => {
  const body = request.response as Refusal | { refused: false; value: T } | null
  if (body && typeof body === 'object' && 'refused' in body) return body
  throw new Fault(false, null)
}

export interface UploadOptions {
  /** For a Blob, which has none. */
  readonly name?: string
  /** Whose file it becomes, where a candidate uploads; staff upload to their own organisation. */
  readonly organisationId?: string
}

interface Sending {
  readonly address: string
  readonly file: File | Blob
  readonly name: string
  readonly onProgress: (part: number) => void
}

const send = <T>({ address, file, name, onProgress }: Sending): Promise<Verdict<T>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.responseType = 'json'
    const headers = { ...csrfHeader(), 'idempotency-key': uuid() }
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.onerror = () => reject(new Fault(true, null))
    request.onload = () => {
      try {
        resolve(answerOf<T>(request))
      } catch (error) {
        reject(error)
      }
    }
    const form = new FormData()
    form.append('file', file, name)
    request.send(form)
  })

/** Sends one file; `onProgress` gets 0…1. Throws a Fault when the connection is lost. */
export const uploadFile = (
  file: File | Blob,
  onProgress: (part: number) => void = () => {},
  options: UploadOptions = {},
): Promise<Verdict<StoredFile>> =>
  send({
    address: `/api/files${queryString({ organisationId: options.organisationId })}`,
    file,
    name: options.name ?? (file instanceof File ? file.name : 'file'),
    onProgress,
  })

/** Sends a file of items, which goes a way of its own: it holds keys and is sealed as it arrives. */
export const uploadItems = (
  file: File,
  onProgress: (part: number) => void,
): Promise<Verdict<{ readonly itemUploadId: string }>> =>
  send({ address: '/api/item-files', file, name: file.name, onProgress })

/** Sends the result file of an exam room server; what is wrong with it comes back as an answer, not as a refusal. */
export const uploadResult = <T>(file: File): Promise<Verdict<T>> =>
  send({ address: '/api/room-results', file, name: file.name, onProgress: () => {} })

const nameFrom = (disposition: string | null): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1] ?? '试题')

interface TakenFile {
  readonly name: string
  readonly bytes: Blob
}

/** Takes an exported file of items; it is given once. Throws a Fault. */
export const takeItems = (itemExportId: string): Promise<TakenFile> =>
  take(`/api/item-exports/${encodeURIComponent(itemExportId)}`)

/** Takes a result file that was kept as it came; that it was taken is on record. Throws a Fault. */
export const takeResultFile = (arrivalId: string): Promise<TakenFile> =>
  take(`/api/room-results/${encodeURIComponent(arrivalId)}/file`)

const take = async (address: string): Promise<TakenFile> => {
  const response = await fetch(address, { method: 'POST', headers: csrfHeader() }).catch(() => {
    throw new Fault(true, null)
  })
  if (!response.ok) throw new Fault(false, null)
  return { name: nameFrom(response.headers.get('content-disposition')), bytes: await response.blob() }
}
