import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { StatusTag, type Tone } from './status-tag.tsx'
import { fileAddress } from './upload.ts'
import './documents.css'

export type DocumentState = 'draft' | 'pressing' | 'generated' | 'signed' | 'archived' | 'deleted'

const faces: { readonly [state in DocumentState]: { readonly word: string; readonly tone: Tone } } = {
  draft: { word: '草稿', tone: 'todo' },
  pressing: { word: '排版中', tone: 'todo' },
  generated: { word: '已生成', tone: 'running' },
  signed: { word: '已签署', tone: 'done' },
  archived: { word: '已归档', tone: 'idle' },
  deleted: { word: '已删除', tone: 'idle' },
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
  /** What else there is to know, below the title. */
  readonly note?: ReactNode
  /** Ways to files that a command hands out. */
  readonly links?: ReactNode
}

/** Form name, version, state, preview, downloads, digest. */
export const DocumentCard = ({ title, version, state, files, digest, note, links }: DocumentCardProps) => {
  const pdf = files.find(({ format }) => format === 'PDF')
  return (
    <article className="document-card">
      <Icon name="file" size={22} />
      <div className="document-words">
        <p className="document-title">
          {title} {version && <span className="quiet">{version}</span>}
        </p>
        {note && <p className="quiet">{note}</p>}
        {digest && (
          <p className="document-digest" title={digest}>
            校验值 {digest.slice(0, 8)}…{digest.slice(-8)}
          </p>
        )}
      </div>
      <StatusTag tone={faces[state].tone}>{faces[state].word}</StatusTag>
      {links && <span className="document-links">{links}</span>}
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
