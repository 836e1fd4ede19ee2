import type { Verdict } from '#platform/contract/verdict.ts'

/** One order to be paid; the amount in cents of yuan. */
export interface PaymentRequest {
  readonly organisationId: string
  readonly orderId: string
  readonly amountCents: number
  readonly title: string
}

/** What a provider reports of a payment, signed by it. `paidAt` is an ISO instant. */
export interface PaymentCallback {
  readonly provider: string
  readonly reference: string
  readonly organisationId: string
  readonly orderId: string
  readonly amountCents: number
  readonly paidAt: string
  readonly signature: string
}

export type Payment = Omit<PaymentCallback, 'signature' | 'provider'>

/** Where money is really taken; the product knows a provider through this port only. */
export interface PaymentProvider {
  readonly name: string
  /** On the screen of the payer. */
  readonly title: string
  /** No money moves; the screen says so. */
  readonly simulated: boolean
  /** The provider's number under which the payment of an order runs; the same order gives the same number. */
  begin(request: PaymentRequest): Promise<{ readonly reference: string; readonly pageAddress: string | null }>
  /** The payment a callback reports, or a refusal when the signature is not the provider's. */
  verify(callback: PaymentCallback): Verdict<Payment, 'CALLBACK_FORGED'>
}
