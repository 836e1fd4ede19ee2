import type { Item } from '../../core/item.ts'
import type { NewPicture } from '../../item/store/picture.store.ts'
import type { Loss } from './parsed.ts'

/** What a writer of a file is given; `pictures` holds those that the items name. */
export interface ItemsToWrite {
  readonly bank: string
  readonly items: readonly Item[]
  readonly pictures: readonly NewPicture[]
}

/** Something an item holds and the format cannot, with the item's code. */
export interface ItemLoss extends Loss {
  readonly code: string
}

export interface WrittenFile {
  readonly extension: 'txt' | 'xml' | 'zip'
  readonly mediaType: 'text/plain' | 'application/xml' | 'application/zip'
  readonly bytes: Uint8Array
  readonly losses: readonly ItemLoss[]
}
