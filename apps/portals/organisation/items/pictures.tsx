import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type * as items from '#modules/itembank/item/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { useCommand } from '../../kit/client.ts'
import { Trouble } from '../../kit/loaded.tsx'
import { itembankRefusals } from '../../refusals/itembank.ts'

type Data = ReplyOf<typeof items.itemPictures>['pictures'][number]

export interface ShownPicture {
  readonly digest: string
  readonly url: string
  readonly width: number
  readonly height: number
}

/** A picture as the server gives it, with an address for this page alone. */
export const shownOf = ({ digest, mediaType, base64, width, height }: Data): ShownPicture => ({
  ...{ digest, width, height },
  url: `data:${mediaType};base64,${base64}`,
})

const Shelf = createContext<ReadonlyMap<string, ShownPicture>>(new Map())

/** Fetches the pictures of one item; who saw them is on record. */
export const useItemPictures = (itemId: string | undefined, digests: readonly string[]) => {
  const fetch = useCommand<typeof items.itemPictures>('itembank.pictures')
  const [shown, setShown] = useState<readonly ShownPicture[]>([])
  const wanted = digests.join()
  const { run } = fetch
  useEffect(() => {
    if (wanted === '') return
    let live = true
    void run({ ...(itemId && { itemId }), digests: wanted.split(',') }).then((outcome) => {
      if (live && outcome && !outcome.refused) setShown(outcome.value.pictures.map(shownOf))
    })
    return () => {
      live = false
    }
  }, [itemId, wanted, run])
  const pictures = useMemo(() => new Map(shown.map((picture) => [picture.digest, picture])), [shown])
  return { pictures, fetch }
}

/** Pictures for the rich texts inside. */
export const PictureShelf = (props: {
  readonly pictures: ReadonlyMap<string, ShownPicture>
  readonly children: ReactNode
}) => <Shelf.Provider value={props.pictures}>{props.children}</Shelf.Provider>

/** Pictures of one item for the rich texts inside. */
export const ItemPictures = (props: {
  readonly itemId: string
  readonly digests: readonly string[]
  readonly children: ReactNode
}) => {
  const { pictures, fetch } = useItemPictures(props.itemId, props.digests)
  return (
    <PictureShelf pictures={pictures}>
      {props.children}
      <Trouble of={fetch} book={itembankRefusals} />
    </PictureShelf>
  )
}

/** A picture of a rich text; its description while it is on its way. */
export const Picture = (props: {
  readonly digest: string
  readonly alt: string
  readonly width?: number | undefined
}) => {
  const picture = useContext(Shelf).get(props.digest)
  if (!picture) return <span className="quiet">【图：{props.alt || '载入中'}】</span>
  return (
    <img
      src={picture.url}
      alt={props.alt}
      width={props.width ?? picture.width}
      height={
        props.width ? Math.round((props.width * picture.height) / Math.max(1, picture.width)) : picture.height
      }
    />
  )
}
