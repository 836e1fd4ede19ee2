import { byOperator } from '../core/parameter.ts'

/** How files of items are taken in and handed out; the documents only ask that it be electronic and kept secret. */
export const itemExchange = byOperator(
  {
    /** Days that a staged import or a written export waits for its person. */
    keptDays: 7,
    uploadBytes: 50 * 1024 * 1024,
    /** Characters of a text pasted in. */
    pastedCharacters: 1_000_000,
  },
  '文件未规定：导入文件不超过50 MB；未导入的试题和未领取的导出文件最多保留7日，足以跨过周末由同一人办完，又不使答案长期留存。',
)
