import type { CommandContext } from '#platform/command/context.ts'
import type { InputOf } from '#platform/contract/contract.ts'
import type { CommandHandler } from '#platform/contract/registry.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import { safePictureApart } from '#platform/image/safe-picture-apart.ts'
import { picturesOf } from '../../core/rich.ts'
import { ownPlace } from '../../undertaking/store/undertaking.store.ts'
import type { itemPictures, uploadPicture } from '../contract.ts'
import { textsOf } from '../core/secret.ts'
import { viewerOf, visibleItem } from '../store/access.store.ts'
import { itemOf } from '../store/item.store.ts'
import { readPictures, savePictures } from '../store/picture.store.ts'

/** Keeps a picture made safe; the same picture again is kept once. */
export const uploadPictureHandler: CommandHandler<typeof uploadPicture> = async (context, { file }) => {
  const { organisationId } = ownPlace(context)
  const made = await safePictureApart(Buffer.from(file, 'base64'))
  if (made.refused) {
    const { sentence, remedy } = made
    return refuse('PICTURE_REFUSED', { sentence, remedy, clauses: [], field: 'file' })
  }
  const { bytes, digest, mediaType, width, height } = made.value
  const ids = await savePictures(context, organisationId, [made.value])
  context.recordAll({
    ...{ type: 'picture-kept', table: 'itemPicture', organisationId, ids },
    clauses: ['SDS-5.1-03'],
  })
  return accept({
    ...{ digest, mediaType, width, height },
    base64: Buffer.from(bytes).toString('base64'),
  })
}

/** Of the wanted pictures those the person may see: an item's within his duty, a keeper's any. */
const permitted = async (context: CommandContext, { itemId, digests }: InputOf<typeof itemPictures>) => {
  const viewer = viewerOf(context)
  if (itemId === undefined) return viewer.roles.includes('org-itembank') ? digests : []
  const item = itemOf(context, await visibleItem(context.tx, viewer, itemId))
  const own = new Set(textsOf(item).flatMap(picturesOf))
  return digests.filter((digest) => own.has(digest))
}

/** HN-3.1.1-14: shows pictures and keeps who looked. */
export const itemPicturesHandler: CommandHandler<typeof itemPictures> = async (context, input) => {
  const { organisationId } = ownPlace(context)
  const found = await readPictures(context, organisationId, await permitted(context, input))
  context.recordAll({
    ...{ type: 'picture-viewed', table: 'itemPicture', organisationId },
    ids: found.map(({ id }) => id),
    clauses: ['HN-3.1.1-14'],
  })
  return accept({ pictures: found.map(({ id: _id, ...picture }) => picture) })
}
