import { createContext, useContext } from 'react'
import { type RichParts, RichView } from '#apps/rich/rich-view.tsx'
import type { Rich } from '#modules/itembank/core/rich.ts'
import type * as exchange from '#modules/itembank/exchange/contract.ts'
import type { ReplyOf } from '#platform/contract/contract.ts'
import { Formula } from '../../../kit/formula.tsx'

type Pictures = ReplyOf<typeof exchange.viewImportRow>['pictures']

/** Pictures of the question that is shown; they came with it and are kept nowhere else. */
export const ShownPictures = createContext<Pictures>([])

const Picture: RichParts['Picture'] = ({ digest, alt, width }) => {
  const found = useContext(ShownPictures).find((each) => each.digest === digest)
  return found ? (
    <img src={`data:${found.mediaType};base64,${found.base64}`} alt={alt} width={width} />
  ) : (
    <span className="quiet">〔图片缺失{alt && `：${alt}`}〕</span>
  )
}

const parts: RichParts = { Picture, Formula }

export const Text = ({ rich }: { readonly rich: Rich }) => <RichView rich={rich} parts={parts} />
