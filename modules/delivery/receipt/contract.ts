import Type from 'typebox'
import { query } from '#platform/contract/contract.ts'

/** Open to the public: whether the centre's script is exactly the one of which a receipt was given. */
export const checkReceipt = query({
  name: 'delivery.checkReceipt',
  title: '回执核对',
  input: Type.Object({
    ticketNumber: Type.String({ minLength: 1, maxLength: 40 }),
    code: Type.String({ minLength: 1, maxLength: 40 }),
  }),
  reply: Type.Object({ takenAt: Type.String() }),
  refusals: ['RECEIPT_UNREADABLE', 'RECEIPT_DIFFERS'],
  roles: 'anyone',
})
