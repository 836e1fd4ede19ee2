import type { Verdict } from '../contract/verdict.ts'
import { inWorker, type Parser, type UploadCode } from '../upload/in-worker.ts'
import { type SafePicture, safePicture } from './safe-picture.ts'

type PictureCode = 'PICTURE_UNREADABLE' | 'PICTURE_TOO_LARGE'

/** What the thread runs. */
export const parsePicture: Parser<SafePicture, PictureCode> = (input) => safePicture(input)

const limits = { bytes: 1_500_000, milliseconds: 20_000, memory: 128 }
const module = new URL('./safe-picture-apart.ts', import.meta.url)

/** Makes an uploaded picture safe in a thread of its own; a thread that parses files already calls `safePicture`. */
export const safePictureApart = (
  input: Uint8Array,
): Promise<Verdict<SafePicture, PictureCode | UploadCode>> =>
  inWorker({ module, export: 'parsePicture', input, limits })
