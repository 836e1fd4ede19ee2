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

const answerOf = (request: XMLHttpRequest): Verdict<StoredFile> => {
  const body = request.response as Refusal | { refused: false; value: StoredFile } | null
  if (body && typeof body === 'object' && 'refused' in body) return body
  throw new Fault(false, null)
}

export interface UploadOptions {
  /** For a Blob, which has none. */
  readonly name?: string
  /** Whose file it becomes, where a candidate uploads; staff upload to their own organisation. */
  readonly organisationId?: string
}

/** Sends one file; `onProgress` gets 0…1. Throws a Fault when the connection is lost. */
export const uploadFile = (
  file: File | Blob,
  onProgress: (part: number) => void = () => {},
  options: UploadOptions = {},
): Promise<Verdict<StoredFile>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/files${queryString({ organisationId: options.organisationId })}`)
    request.responseType = 'json'
    const headers = { ...csrfHeader(), 'idempotency-key': uuid() }
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.onerror = () => reject(new Fault(true, null))
    request.onload = () => {
      try {
        resolve(answerOf(request))
      } catch (error) {
        reject(error)
      }
    }
    const form = new FormData()
    form.append('file', file, options.name ?? (file instanceof File ? file.name : 'file'))
    request.send(form)
  })
