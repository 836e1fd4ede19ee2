import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { changeRoomHandler, markSeatHandler } from './commands/change-room.ts'
import { commitImportHandler } from './commands/commit-import.ts'
import { decideSite, submitSiteHandler } from './commands/decide-site.ts'
import { revokeSiteHandler } from './commands/revoke-site.ts'
import * as contract from './contract.ts'
import { importPreviewHandler } from './queries/import-preview.ts'
import { roomDetailHandler, siteDetailHandler } from './queries/site-detail.ts'
import { siteListHandler } from './queries/site-list.ts'

export const siteEntries: readonly Entry[] = [
  handles(contract.commitImport, commitImportHandler),
  handles(contract.submitSite, submitSiteHandler),
  handles(contract.confirmSite, decideSite('confirm')),
  handles(contract.returnSite, decideSite('return')),
  handles(contract.suspendSite, decideSite('suspend')),
  handles(contract.revokeSite, revokeSiteHandler),
  handles(contract.reinstateSite, decideSite('reinstate')),
  handles(contract.markSeat, markSeatHandler),
  handles(contract.changeRoom, changeRoomHandler),
  answers(contract.importPreview, importPreviewHandler),
  answers(contract.siteList, siteListHandler),
  answers(contract.siteDetail, siteDetailHandler),
  answers(contract.roomDetail, roomDetailHandler),
]
