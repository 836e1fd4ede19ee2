import { ArchiveRefused } from '#platform/archive/refusal.ts'
import { type Json, type Refusal, refuse } from '#platform/contract/verdict.ts'
import { XmlRefused } from '#platform/xml/feeder.ts'

const words = {
  'file-empty': ['文件是空的。', '请重新导出后再上传。'],
  'file-too-large': ['文件过大。', '请分成几个文件后再导入。'],
  'file-not-text': ['文件不是可以识别的文本，或编码无法识别。', '请另存为 UTF-8 编码的文本后再导入。'],
  'file-wrong-type': ['文件内容与所选格式不符。', '请确认文件格式；改文件扩展名不能改变文件格式。'],
  'file-damaged': ['文件已损坏或不完整，无法读取。', '请从原系统重新导出后再导入。'],
  'file-no-questions': ['文件中没有找到试题。', '请确认选对了文件和格式。'],
  'file-document-type': [
    '文件内含有文档类型声明或外部实体，不予读取。',
    '请从原系统重新导出，去掉文档类型声明。',
  ],
  'file-too-complex': ['文件的结构过于复杂，不予读取。', '请从原系统分批导出后再导入。'],
  'file-encrypted': ['压缩包设有密码，无法读取。', '请取消密码后重新打包。'],
  'file-unsafe-path': ['压缩包内含有不安全的路径，不予读取。', '请从原系统重新导出后再导入。'],
  'file-duplicate-entry': ['压缩包内有同名文件，不予读取。', '请从原系统重新导出后再导入。'],
  'file-too-many-entries': ['压缩包内文件过多。', '请分成几个压缩包后再导入。'],
  'file-unpacked-too-large': ['压缩包解压后过大，不予读取。', '请分成几个压缩包后再导入。'],
  'file-ratio': ['压缩包的压缩比异常，不予读取。', '请从原系统重新导出后再导入。'],
} as const

/** Why a whole file of items is not read. */
export type ItemFileCode = keyof typeof words

export const refuseFile = <C extends ItemFileCode>(
  code: C,
  details: { readonly [key: string]: Json } = {},
): Refusal<C> => {
  const [sentence, remedy] = words[code]
  return refuse(code, { sentence, remedy, clauses: [], details })
}

const ofArchive = {
  damaged: 'file-damaged',
  encrypted: 'file-encrypted',
  'unsafe-path': 'file-unsafe-path',
  'duplicate-entry': 'file-duplicate-entry',
  'too-many-entries': 'file-too-many-entries',
  'too-large': 'file-unpacked-too-large',
  ratio: 'file-ratio',
} as const satisfies Record<ArchiveRefused['failure'], ItemFileCode>

const ofXml = {
  damaged: 'file-damaged',
  'document-type': 'file-document-type',
  'too-deep': 'file-too-complex',
  'too-many-elements': 'file-too-complex',
  'attribute-too-long': 'file-too-complex',
} as const satisfies Record<XmlRefused['failure'], ItemFileCode>

/** Gives what was thrown below its refusal; anything else is a fault and is thrown on. */
export const fileRefusalOf = (error: unknown): Refusal<ItemFileCode> => {
  if (error instanceof ArchiveRefused) return refuseFile(ofArchive[error.failure], { reason: error.message })
  if (error instanceof XmlRefused) return refuseFile(ofXml[error.failure], { reason: error.message })
  throw error
}
