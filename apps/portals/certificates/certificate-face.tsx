import type { ReactNode } from 'react'
import { dayText } from '../kit/day-text.ts'
import { StatusTag, type Tone } from '../kit/status-tag.tsx'
import './certificate-face.css'

/** What a certificate says, as far as the one who looks may know it. */
export interface CertificateWords {
  readonly number: string
  readonly name: string
  readonly documentType: string
  readonly documentMasked: string
  readonly occupationName: string
  readonly trade: string
  readonly levelName: string
  readonly issuerName: string
  readonly issuedOn: string
}

const rowsOf = (words: CertificateWords): readonly (readonly [string, string])[] => [
  ['姓名', words.name],
  ['证件类型', words.documentType],
  ['证件号码', words.documentMasked],
  ['职业', words.occupationName],
  ['工种/职业方向', words.trade === '' ? '——' : words.trade],
  ['职业技能等级', words.levelName],
  ['证书编号', words.number],
  ['发证机构', words.issuerName],
  ['发证日期', dayText(words.issuedOn)],
]

/** A card laid out like the certificate itself. */
export const CertificateFace = (props: {
  readonly words: CertificateWords
  readonly tone: Tone
  readonly standing: string
  readonly children?: ReactNode
}) => (
  <article className={`certificate-face ${props.tone}`}>
    <header>
      <h2>职业技能等级证书</h2>
      <StatusTag tone={props.tone}>{props.standing}</StatusTag>
    </header>
    <dl>
      {rowsOf(props.words).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    {props.children && <footer>{props.children}</footer>}
  </article>
)

/** 有效, 已补发 and 已注销 each with their colour. */
export const toneOf = (state: string): Tone =>
  state === 'revoked' ? 'refused' : state === 'approved' ? 'todo' : 'done'
