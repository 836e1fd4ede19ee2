import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { changeDraftsHandler } from './commands/change-drafts.ts'
import { moveItemsHandler } from './commands/move-items.ts'
import { itemPicturesHandler, uploadPictureHandler } from './commands/pictures.ts'
import { viewItemHandler } from './commands/view-item.ts'
import { changeItemHandler, reviseItemHandler, writeItemHandler } from './commands/write-item.ts'
import * as items from './contract.ts'
import { itemDetailHandler } from './queries/item.ts'
import { itemListHandler, itemPlacesHandler } from './queries/items.ts'

export const itemEntries: readonly Entry[] = [
  handles(items.viewItem, afterUndertaking(viewItemHandler)),
  handles(items.writeItem, afterUndertaking(writeItemHandler)),
  handles(items.changeItem, afterUndertaking(changeItemHandler)),
  handles(items.reviseItem, afterUndertaking(reviseItemHandler)),
  handles(items.moveItems, afterUndertaking(moveItemsHandler)),
  handles(items.changeDrafts, afterUndertaking(changeDraftsHandler)),
  handles(items.uploadPicture, afterUndertaking(uploadPictureHandler)),
  handles(items.itemPictures, afterUndertaking(itemPicturesHandler)),
  answers(items.itemList, afterUndertaking(itemListHandler)),
  answers(items.itemDetail, afterUndertaking(itemDetailHandler)),
  answers(items.itemPlaces, afterUndertaking(itemPlacesHandler)),
]
