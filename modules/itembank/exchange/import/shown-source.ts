import { clip } from './draft-bounds.ts'

/** What a file says at a place, for people: pictures written as text are left out. */
export const shownSource = (text: string): string =>
  clip(text.slice(0, 200_000).replace(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{200,}={0,2}/g, '…'), 4000).trim()

/** The words of HTML for the same purpose; how they are laid out is seen in the item beside them. */
export const shownHtml = (html: string): string =>
  html
    .slice(0, 50_000)
    .replace(/<\/(?:p|li|tr|div|h[1-6])>|<br\s*\/?>/gi, '\n')
    .replace(/<[a-z/!][^<>]*>/gi, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .trim()
