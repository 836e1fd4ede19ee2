import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import { type PackageCode, packageRefusalOf } from '#platform/office/refusal.ts'

export type DocumentCode =
  | 'document-empty'
  | 'document-legacy-doc'
  | 'document-wrong-type'
  | 'document-too-long'
  | `document-${PackageCode}`

const words: Readonly<Record<DocumentCode, readonly [sentence: string, remedy: string]>> = {
  'document-empty': ['文件是空的。', '请重新导出或另存后再上传。'],
  'document-legacy-doc': [
    '这是旧版 Word（.doc）文件。',
    '请在 Word 或 WPS 中另存为“Word 文档（.docx）”后再上传。',
  ],
  'document-wrong-type': [
    '文件内容不是 Word 文档（.docx）。',
    '请在 Word 或 WPS 中另存为 .docx 后再上传；改文件扩展名不能改变文件格式。',
  ],
  'document-too-long': ['文档的段落数超过上限。', '请分成几个文件后再上传。'],
  'document-encrypted': ['文件设有打开密码，无法读取。', '请取消密码后另存，再上传。'],
  'document-corrupt': ['文件已损坏，无法完整读取。', '请用 Word 或 WPS 打开检查，另存后再上传。'],
  'document-unsafe-path': ['文件内部含有不安全的路径。', '请用 Word 或 WPS 打开并另存为新文件后再上传。'],
  'document-document-type': [
    '文件内部含有文档类型声明或外部实体，不予读取。',
    '请用 Word 或 WPS 打开并另存为新文件后再上传。',
  ],
  'document-too-large': ['文件解压后过大。', '请压缩图片，或分成几个文件后再上传。'],
  'document-ratio': ['文件的压缩比异常，不予读取。', '请用 Word 或 WPS 打开并另存为新文件后再上传。'],
  'document-too-many-parts': ['文件内部的部件过多。', '请删去无关的图片和附件，或分成几个文件后再上传。'],
}

export const refuseDocument = (code: DocumentCode): Refusal<DocumentCode> => {
  const [sentence, remedy] = words[code]
  return refuse(code, { sentence, remedy, clauses: [] })
}

export class DocumentRefused extends Error {
  readonly refusal: Refusal<DocumentCode>

  constructor(code: DocumentCode) {
    super(code)
    this.name = 'DocumentRefused'
    this.refusal = refuseDocument(code)
  }
}

/** The refusal that a failure of reading stands for; other errors stay errors. */
export const documentRefusalOf = (error: unknown): Refusal<DocumentCode> => {
  if (error instanceof DocumentRefused) return error.refusal
  const refused = packageRefusalOf(error)
  if (refused) return refuseDocument(`document-${refused.code}`)
  throw error
}
