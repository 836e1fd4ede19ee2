import { clip } from './draft-bounds.ts'

/** What a file says at a place, for people: pictures written as text are left out. */
export const shownSource = (text: string): string =>
  clip(text.slice(0, 200_000).replace(/[A-Za-z0-9+/]{200,}={0,2}/g, '…'), 4000).trim()
