import { timingSafeEqual } from 'node:crypto'
import type { Services } from '#platform/command/services.ts'
import { accept, refuse } from '#platform/contract/verdict.ts'
import type { Payment, PaymentCallback, PaymentProvider, PaymentRequest } from './core/payment.port.ts'

/** The simulated provider also plays the payer's part, since nobody pays at it. */
export interface SimulatedProvider extends PaymentProvider {
  /** The signed callback that a real provider would send once the money is taken. */
  take(request: PaymentRequest, at: Date): PaymentCallback
}

const purpose = 'payment.simulator'

const signedText = (payment: Payment): string =>
  [payment.reference, payment.organisationId, payment.orderId, payment.amountCents, payment.paidAt].join('\n')

const referenceOf = ({ orderId }: PaymentRequest): string => `SIM-${orderId}`

/** A payment provider that moves no money: it signs its callbacks with a key derived from the data key ring. */
export const simulatedProvider = ({ keyring }: Pick<Services, 'keyring'>): SimulatedProvider => {
  const sign = (payment: Payment): string =>
    Buffer.from(keyring.blindIndex(signedText(payment), purpose)).toString('hex')
  const isSigned = (payment: Payment, signature: string): boolean => {
    const [expected, given] = [Buffer.from(sign(payment)), Buffer.from(signature)]
    return expected.length === given.length && timingSafeEqual(expected, given)
  }
  return {
    name: 'simulator',
    title: '模拟支付（不产生真实扣款）',
    simulated: true,
    begin: async (request) => ({ reference: referenceOf(request), pageAddress: null }),
    verify: ({ signature, provider, ...payment }) =>
      provider === 'simulator' && isSigned(payment, signature)
        ? accept(payment)
        : refuse('CALLBACK_FORGED', {
            sentence: '支付结果通知的签名无效，未予受理。',
            remedy: '请由支付服务方重新发送；反复出现的，请联系系统运维人员。',
            clauses: [],
          }),
    take: (request, at) => {
      const { organisationId, orderId, amountCents } = request
      const payment: Payment = {
        reference: referenceOf(request),
        organisationId,
        orderId,
        amountCents,
        paidAt: at.toISOString(),
      }
      return { ...payment, provider: 'simulator', signature: sign(payment) }
    },
  }
}
