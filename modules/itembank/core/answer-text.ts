import type { Answer } from './item.ts'
import { plain, type Rich } from './rich.ts'

/** A key as an author writes it: what `parseAnswer` reads back. */
export const answerRich = (key: Answer): Rich => {
  switch (key.kind) {
    case 'choice':
      return plain(key.labels.join('、'))
    case 'judgement':
      return plain(key.correct ? '正确' : '错误')
    case 'blanks':
      return plain(key.blanks.map((taken) => taken.join('|')).join('；'))
    case 'text':
      return key.content
    case 'parts':
      return []
  }
}
