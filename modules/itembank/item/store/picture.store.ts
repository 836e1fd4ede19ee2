import { v7 as uuid } from 'uuid'
import type { QueryContext } from '#platform/command/context.ts'
import type { Item } from '../../core/item.ts'
import { picturesOf } from '../../core/rich.ts'

/** A picture as readers of files and the editor hand it over: made safe, its digest that of `bytes`. */
export interface NewPicture {
  readonly digest: string
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

const purposeOf = (id: string) => `item.picture:${id}`

/** Keeps pictures the organisation does not hold yet; returns the ids of the new rows. */
export const savePictures = async (
  context: QueryContext,
  organisationId: string,
  pictures: readonly NewPicture[],
): Promise<readonly string[]> => {
  const { keyring } = context.services
  const written: string[] = []
  for (const { digest, mediaType, width, height, bytes } of pictures) {
    const id = uuid()
    const content = keyring.encrypt(Buffer.from(bytes).toString('base64'), purposeOf(id))
    const { numInsertedOrUpdatedRows } = await context.tx
      .insertInto('itemPicture')
      .values({
        ...{ organisationId, id, version: 1, digest, mediaType, width, height },
        content: Buffer.from(content),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 1n) written.push(id)
  }
  return written
}

export interface ShownPicture {
  readonly id: string
  readonly digest: string
  readonly mediaType: string
  readonly width: number
  readonly height: number
  readonly base64: string
}

/** The pictures of these digests that the organisation holds, in clear. */
export const readPictures = async (
  context: QueryContext,
  organisationId: string,
  digests: readonly string[],
): Promise<readonly ShownPicture[]> => {
  if (digests.length === 0) return []
  const rows = await context.tx
    .selectFrom('itemPicture')
    .select(['id', 'digest', 'mediaType', 'width', 'height', 'content'])
    .where('organisationId', '=', organisationId)
    .where('digest', 'in', [...new Set(digests)])
    .execute()
  return rows.map(({ id, content, ...row }) => ({
    id,
    ...row,
    base64: context.services.keyring.decrypt(content, purposeOf(id)),
  }))
}

const shownBy = (items: readonly Item[]): readonly string[] =>
  items
    .flatMap((item) => [
      item.explanation,
      ...[item, ...item.parts].flatMap(({ stem, options, key }) => [
        stem,
        ...options.map(({ content }) => content),
        ...(key.kind === 'text' ? [key.content] : []),
      ]),
    ])
    .flatMap(picturesOf)

/** Every picture that these items show, their explanations and reference answers included. */
export const picturesOfItems = async (
  context: QueryContext,
  organisationId: string,
  items: readonly Item[],
): Promise<readonly NewPicture[]> => {
  const pictures = await readPictures(context, organisationId, shownBy(items))
  return pictures.map(({ base64, mediaType, ...picture }) => ({
    ...picture,
    mediaType: mediaType as NewPicture['mediaType'],
    bytes: Buffer.from(base64, 'base64'),
  }))
}

/** The same as data URIs by digest. */
export const picturesFor = async (
  context: QueryContext,
  organisationId: string,
  items: readonly Item[],
): Promise<ReadonlyMap<string, string>> => {
  const pictures = await readPictures(context, organisationId, shownBy(items))
  return new Map(
    pictures.map(({ digest, mediaType, base64 }) => [digest, `data:${mediaType};base64,${base64}`]),
  )
}
