import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { statementOf } from '#modules/certificate/core/token.ts'
import { isLevel, levelName } from '#modules/policy/core/level.ts'
import { openSigner, type PublicJwk, verifierOf } from '#platform/seal/signer.ts'
import { verifyToken } from '#platform/seal/token.ts'

/** The published keys: a file as served under /.well-known, or this installation's own key. */
const keysFrom = (dataFolder: string, keyFile: string | undefined): readonly PublicJwk[] => {
  if (keyFile !== undefined) {
    const { keys } = JSON.parse(readFileSync(keyFile, 'utf8')) as { keys: readonly PublicJwk[] }
    return keys
  }
  const own = path.join(dataFolder, 'keys', 'issuer-key.json')
  if (!existsSync(own)) throw new Error('本机没有签发密钥，请给出已公布的密钥文件。')
  return [openSigner(own).publicKey]
}

/** `jiangheng verify-token TOKEN [KEYS]`: what a certificate's QR code says, when its signature holds. */
export const readToken = (
  given: { readonly text: string | undefined; readonly keyFile: string | undefined },
  dataFolder: string,
): { readonly authentic: boolean; readonly words: string } => {
  if (given.text === undefined)
    throw new Error('请给出二维码内容：npx jiangheng verify-token 内容 [密钥文件]')
  const verifiers = keysFrom(dataFolder, given.keyFile).map(verifierOf)
  const verdict = verifyToken(given.text.split('#').at(-1) ?? '', verifiers)
  if (verdict.refused) return { authentic: false, words: `✖ ${verdict.sentence}` }
  const said = statementOf(verdict.value)
  if (!said) return { authentic: false, words: '✖ 凭证签名正确，但不是证书。' }
  const level = isLevel(said.level) ? levelName(said.level) : ''
  const lines = [
    `姓名 ${said.name}　${said.documentType} ${said.documentMasked}`,
    `职业 ${said.occupationName}　工种/职业方向 ${said.trade || '——'}　等级 ${level}`,
    `证书编号 ${said.number}　${said.issuerName}　${said.issuedOn}`,
  ]
  return { authentic: true, words: ['✔ 签名正确，内容未被改动。', ...lines].join('\n') }
}
