import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { afterUndertaking } from '../undertaking/store/undertaking.store.ts'
import { changeDraftsHandler } from './commands/change-drafts.ts'
import { addEnemiesHandler, removeEnemyHandler } from './commands/enemies.ts'
import {
  decideLikenessHandler,
  findLikenessHandler,
  keepLikenessHandler,
  similarItemsHandler,
} from './commands/likeness.ts'
import { moveItemsHandler } from './commands/move-items.ts'
import { itemPicturesHandler, uploadPictureHandler } from './commands/pictures.ts'
import { recordStatisticsHandler } from './commands/record-statistics.ts'
import {
  acceptTaskHandler,
  assignTaskHandler,
  cancelTaskHandler,
  finishTaskHandler,
} from './commands/tasks.ts'
import { viewItemHandler } from './commands/view-item.ts'
import { changeItemHandler, reviseItemHandler, writeItemHandler } from './commands/write-item.ts'
import * as items from './contract.ts'
import { itemDetailHandler } from './queries/item.ts'
import { itemListHandler, itemPlacesHandler } from './queries/items.ts'
import { bankStatisticsHandler, itemStatisticsHandler, retirementListHandler } from './queries/statistics.ts'
import { taskListHandler } from './queries/tasks.ts'
import { enemyListHandler, likenessListHandler } from './queries/upkeep.ts'
import * as upkeep from './upkeep.contract.ts'

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
  handles(upkeep.findLikeness, afterUndertaking(findLikenessHandler)),
  handles(upkeep.keepLikeness, keepLikenessHandler),
  handles(upkeep.decideLikeness, afterUndertaking(decideLikenessHandler)),
  handles(upkeep.similarItems, afterUndertaking(similarItemsHandler)),
  answers(upkeep.likenessList, afterUndertaking(likenessListHandler)),
  handles(upkeep.addEnemies, afterUndertaking(addEnemiesHandler)),
  handles(upkeep.removeEnemy, afterUndertaking(removeEnemyHandler)),
  answers(upkeep.enemyList, afterUndertaking(enemyListHandler)),
  handles(upkeep.recordStatistics, recordStatisticsHandler),
  answers(upkeep.itemStatistics, afterUndertaking(itemStatisticsHandler)),
  answers(upkeep.bankStatistics, afterUndertaking(bankStatisticsHandler)),
  answers(upkeep.retirementList, afterUndertaking(retirementListHandler)),
  // Tasks name no item: they are given and taken before the undertaking is signed for the work itself.
  handles(upkeep.assignTask, assignTaskHandler),
  handles(upkeep.acceptTask, acceptTaskHandler),
  handles(upkeep.finishTask, finishTaskHandler),
  handles(upkeep.cancelTask, cancelTaskHandler),
  answers(upkeep.taskList, taskListHandler),
]
