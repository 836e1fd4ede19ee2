import { accept, refuse, type Verdict } from '#platform/contract/verdict.ts'

/** The rule in the users' words. */
export const passwordRule =
  '至少 10 位，含大写字母、小写字母、数字、符号中的至少三种，不得含证件号码或手机号码的后六位。'

const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]

/**
 * A password has at least ten characters (the contract's schema) of three kinds and holds neither the document number nor the
 * phone. `secrets` are texts known to others that it must not contain.
 */
export const checkPasswordStrength = (
  password: string,
  secrets: readonly string[],
): Verdict<true, 'PASSWORD_WEAK'> => {
  const used = kinds.filter((kind) => kind.test(password)).length
  const leaks = secrets.some((secret) => secret.length >= 6 && password.includes(secret.slice(-6)))
  if (used >= 3 && !leaks) return accept(true)
  return refuse('PASSWORD_WEAK', {
    sentence: leaks
      ? '密码中不能含有证件号码或手机号码的后六位。'
      : '密码须含大写字母、小写字母、数字、符号中的至少三种。',
    remedy: '请另设一个至少 10 位的密码。',
    clauses: [],
    field: 'password',
  })
}
