import { Icon } from './icons.tsx'
import { StatusTag, type Tone } from './status-tag.tsx'
import { fileAddress } from './upload.ts'
import './documents.css'

export type DocumentState = 'draft' | 'generated' | 'signed' | 'archived'

const faces: { readonly [state in DocumentState]: { readonly word: string; readonly tone: Tone } } = {
  draft: { word: '草稿', tone: 'todo' },
  generated: { word: '已生成', tone: 'running' },
  signed: { word: '已签署', tone: 'done' },
  archived: { word: '已归档', tone: 'idle' },
}

export interface DocumentFile {
  readonly organisationId: string
  readonly fileId: string
  readonly name: string
  /** `PDF`, `DOCX`, `XLSX`, as the person would say. */
  readonly format: string
}

export interface DocumentCardProps {
  /** Name of the form as the documents call it. */
  readonly title: string
  readonly version?: string
  readonly state: DocumentState
  readonly files: readonly DocumentFile[]
  /** SM3 digest, hexadecimal. */
  readonly digest?: string | null
}

/** Form name, version, state, preview, downloads, digest. */
export const DocumentCard = ({ title, version, state, files, digest }: DocumentCardProps) => {
  const pdf = files.find(({ format }) => format === 'PDF')
  return (
    <article className="document-card">
      <Icon name="file" size={22} />
      <div className="document-words">
        <p className="document-title">
          {title} {version && <span className="quiet">{version}</span>}
        </p>
        {digest && (
          <p className="document-digest" title={digest}>
            校验值 {digest.slice(0, 8)}…{digest.slice(-8)}
          </p>
        )}
      </div>
      <StatusTag tone={faces[state].tone}>{faces[state].word}</StatusTag>
      {files.length > 0 && (
        <span className="document-links">
          {pdf && (
            <a className="button link" href={`${fileAddress(pdf)}?inline=yes`} target="_blank" rel="noopener">
              <Icon name="eye" /> 预览<span className="unseen">{title}</span>
            </a>
          )}
          {files.map((file) => (
            <a key={file.fileId} className="button link" href={fileAddress(file)} download={file.name}>
              <Icon name="download" /> 下载 {file.format}
              <span className="unseen">{title}</span>
            </a>
          ))}
        </span>
      )}
    </article>
  )
}
