import Type from 'typebox'
import { command } from '#platform/contract/contract.ts'
import { type Entry, handles } from '#platform/contract/registry.ts'
import { accept } from '#platform/contract/verdict.ts'
import { Uuid } from '../../core/shapes.ts'
import { afterUndertaking, ownPlace } from '../../undertaking/store/undertaking.store.ts'
import { insertUpload, type NewUpload } from '../store/upload.store.ts'

/**
 * Keeps one file that the server has sealed while it arrived. It is no command that a client can name: only who
 * holds the bytes may say which blob they are.
 */
export const receiveUpload = (sealed: NewUpload): Entry =>
  handles(
    command({
      name: 'itembank.receiveUpload',
      title: '上传试题文件',
      input: Type.Object({ name: Type.String({ maxLength: 200 }) }),
      reply: Type.Object({ itemUploadId: Uuid, name: Type.String(), size: Type.Integer() }),
      refusals: ['UNDERTAKING_MISSING'],
      roles: ['org-itembank'],
    }),
    afterUndertaking(async (context, { name }: { readonly name: string }) => {
      await insertUpload(context, { ...ownPlace(context), name }, sealed)
      return accept({ itemUploadId: sealed.uploadId, name, size: sealed.size })
    }),
  )
